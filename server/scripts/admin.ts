/**
 * `npm run admin -- COMMAND`: what the operator does with keys, stories and the record. Ends with 0 if it was done, with 1
 * if not, with 2 if it was not understood; `--json` says it for programs.
 */
import { parseArgs } from 'node:util';
import { clockContext } from '../src/commands/clock-context.ts';
import { configOrExit } from '../src/config.ts';
import { StoreRefusedError, closeStore, openStore } from '../src/context.ts';
import { type Act, type Asked, UsageError } from './admin/act.ts';
import { auditVerify } from './admin/audit-verify.ts';
import { erase } from './admin/erase.ts';
import { rotateKey } from './admin/rotate-key.ts';

const ACTS: Readonly<Record<string, Act>> = { 'rotate-key': rotateKey, erase, 'audit:verify': auditVerify };

const OPTIONS = {
  json: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  reason: { type: 'string' },
  checkpoints: { type: 'string', multiple: true },
} as const;

interface Line {
  readonly act: Act;
  readonly json: boolean;
  readonly asked: Asked;
}

/** @throws UsageError if the command line says nothing that can be done */
function read(args: readonly string[]): Line {
  const { positionals, values } = parsed(args);
  const [name = '', ...words] = positionals;
  const act = ACTS[name];
  if (act === undefined) throw new UsageError('Say what to do.');
  const { json, reason, 'dry-run': dryRun, checkpoints: checkpointFiles = [] } = values;
  return { act, json, asked: { words, dryRun, reason, checkpointFiles } };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch {
    // Only options that are not there, or have no value: the usage says it better.
    throw new UsageError('There is no such option.');
  }
}

async function run({ act, json, asked }: Line): Promise<boolean> {
  const { config, secrets } = configOrExit();
  const { mongodbUri, keys } = secrets;
  const production = config.environment === 'production';
  const store = await openStore({ mongodbUri, database: config.database, keys, production });
  const files = asked.checkpointFiles.length === 0 && config.checkpointFile ? [config.checkpointFile] : [];
  const wish = { ...asked, checkpointFiles: [...asked.checkpointFiles, ...files] };
  const result = await act.run(clockContext(store, new Date()), wish);
  process.stdout.write(
    json ? `${JSON.stringify({ ok: result.ok, ...result.json })}\n` : `${result.lines.join('\n')}\n`,
  );
  return result.ok;
}

/** One line for what went wrong. The driver's messages name hosts and print whole documents. */
function inOneLine(error: unknown): string {
  if (error instanceof StoreRefusedError) return `The database cannot be used: ${error.code}.`;
  return `It could not be done: ${error instanceof Error ? error.name : 'fault'}.`;
}

try {
  process.exitCode = (await run(read(process.argv.slice(2)))) ? 0 : 1;
} catch (error) {
  const misunderstood = error instanceof UsageError;
  const usage = Object.values(ACTS).map((act) => `  npm run admin -- ${act.usage} [--json]`);
  process.stderr.write(misunderstood ? `${[error.message, ...usage].join('\n')}\n` : `${inOneLine(error)}\n`);
  process.exitCode = misunderstood ? 2 : 1;
} finally {
  await closeStore();
}
