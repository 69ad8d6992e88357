import { join } from 'node:path';
import type { KeySettings } from './keys.ts';
import { CLIENT_DIR, ROOT } from './places.ts';
import type { Program } from './processes.ts';

export interface Settings {
  readonly port: number;
  readonly innerPort: number;
  readonly workersPort: number;
  readonly mongoUri: string;
  readonly redisUrl: string | null;
  readonly smtpUrl: string;
  readonly mailboxUrl: string;
  readonly keys: KeySettings;
}

const HERE = '127.0.0.1';

/** The environment that the server, the workers and the scripts run in: every setting of the configuration. */
export function environmentOf(settings: Settings, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const inherited = { ...process.env } as Record<string, string>;
  // What was chosen decides: a platform without Redis must not find one by the back door.
  delete inherited['REDIS_URL'];
  return {
    ...inherited,
    NODE_ENV: 'development',
    // Compiled code is kept between starts: it takes a third off the time to listen.
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/compile'),
    HOST: HERE,
    PORT: String(settings.port),
    INNER_PORT: String(settings.innerPort),
    WORKERS_PORT: String(settings.workersPort),
    PUBLIC_URL: `http://${HERE}:${settings.port}`,
    MONGODB_URI: settings.mongoUri,
    ...(settings.redisUrl === null ? {} : { REDIS_URL: settings.redisUrl }),
    SMTP_URL: settings.smtpUrl,
    MAIL_FROM: 'OpenHaven trial <no-reply@openhaven.invalid>',
    MAILBOX_URL: settings.mailboxUrl,
    STATIC_DIR: CLIENT_DIR,
    ...settings.keys,
    ...more,
  };
}

const READY = { server: /"event":"listening"/, workers: /"event":"workers\.ready"/ } as const;

/** The server or the workers: no build step, Node reads the TypeScript. */
export function ownProgram(name: keyof typeof READY, env: Record<string, string>, dataDir: string): Program {
  return {
    name,
    command: process.execPath,
    args: ['--no-warnings', join(ROOT, name, 'src/main.ts')],
    env,
    cwd: ROOT,
    ready: READY[name],
    logFile: join(dataDir, 'logs', `${name}.log`),
  };
}
