import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { ROOT } from './places.ts';

/** Who may sign in to the demonstration. */
export interface SignIn {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Runs a script of the server to its end.
 * @returns what it wrote to standard output
 * @throws Error with what it said if it fails
 */
export async function runScript(script: string, env: Record<string, string>): Promise<string> {
  const child = spawn(process.execPath, ['--no-warnings', script], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code !== 0) throw new Error(`${script} failed.\n${stdout}${stderr}`);
  return stdout;
}

/** Makes collections and indexes. */
export async function migrate(env: Record<string, string>): Promise<void> {
  await runScript('server/scripts/migrate.ts', env);
}

/** Fills an empty database with demonstration data; changes nothing in a full one. */
export async function seed(env: Record<string, string>): Promise<readonly SignIn[]> {
  const line = (await runScript('server/scripts/seed-demo.ts', env))
    .split('\n')
    .findLast((one) => one.includes('"signIns"'));
  return line === undefined ? [] : (JSON.parse(line) as { signIns: SignIn[] }).signIns;
}
