import { readFileSync } from 'node:fs';
import { z } from 'zod';

const ENVIRONMENTS = ['development', 'test', 'production'] as const;
const LEVELS = ['silent', 'error', 'warn', 'info'] as const;
/** Whether everybody needs more than a password to sign in. */
const SECOND_FACTOR = ['required', 'optional'] as const;
const KEY_BYTES = 32;

const port = (usual: number) => z.coerce.number().int().min(0).max(65_535).default(usual);
const address = (...schemes: string[]) => z.string().regex(new RegExp(`^(${schemes.join('|')})://.+`));

/** `a@b` or `Some name <a@b>`, and nothing that could be two. */
const ONE_SENDER = /^(?:[^<>@,;:\r\n]*<[^\s<>@,;:]+@[\w.-]+>|[^\s<>@,;:]+@[\w.-]+)$/;

/** Every setting, what it must be, and what it is unless something is said. */
const SETTING = {
  NODE_ENV: z.enum(ENVIRONMENTS).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port(4000),
  INNER_PORT: port(4001),
  WORKERS_PORT: port(4002),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  MONGODB_URI: address('mongodb', 'mongodb\\+srv'),
  MONGODB_DB: z
    .string()
    .regex(/^[\w-]{1,60}$/)
    .default('openhaven'),
  REDIS_URL: address('redis', 'rediss').optional(),
  SMTP_URL: address('smtp', 'smtps').default('smtp://127.0.0.1:1025'),
  MAIL_FROM: z.string().regex(ONE_SENDER).default('OpenHaven <no-reply@openhaven.invalid>'),
  CASE_KEY_FILE: z.string(),
  LOCATION_KEY_FILE: z.string(),
  INDEX_KEY_FILE: z.string(),
  AUDIT_KEY_FILE: z.string(),
  AUDIT_CHECKPOINT_FILE: z.string().optional(),
  SECOND_FACTOR: z.enum(SECOND_FACTOR).optional(),
  STATIC_DIR: z.string().optional(),
  LOG_LEVEL: z.enum(LEVELS).default('info'),
  MAILBOX_URL: z.url({ protocol: /^https?$/ }).optional(),
} as const;

type Setting = keyof typeof SETTING;

/** The names of all settings. */
export const SETTINGS = Object.keys(SETTING) as readonly Setting[];

const MEANING: Readonly<Record<Setting, string>> = {
  NODE_ENV: 'development, test or production',
  HOST: 'the address to listen on',
  PORT: 'a port from 0 to 65535',
  INNER_PORT: 'a port from 0 to 65535',
  WORKERS_PORT: 'a port from 0 to 65535',
  PUBLIC_URL: 'the address under which people open the pages, https://… in production',
  MONGODB_URI: 'the address of a MongoDB replica set, mongodb://…',
  MONGODB_DB: 'the name of the database, in letters, digits, - and _',
  REDIS_URL: 'the address of a Redis server, redis://…',
  SMTP_URL: 'the address of a mail server, smtp://… or smtps://…',
  MAIL_FROM: 'one sender, for example OpenHaven <no-reply@example.org>',
  CASE_KEY_FILE: 'the path of a file of keys, one a line',
  LOCATION_KEY_FILE: 'the path of a file of keys, one a line',
  INDEX_KEY_FILE: 'the path of a file of keys, one a line',
  AUDIT_KEY_FILE: 'the path of a file of keys, one a line',
  AUDIT_CHECKPOINT_FILE: 'the path of a file that checkpoints of the record are added to',
  SECOND_FACTOR: 'required or optional; in production required',
  STATIC_DIR: 'the folder of the built pages',
  LOG_LEVEL: 'silent, error, warn or info',
  MAILBOX_URL: 'the address of the development mailbox, http://…',
};

/** What has a usual value for a trial, and must be said in production. */
const SAID_IN_PRODUCTION = ['PUBLIC_URL', 'REDIS_URL', 'SMTP_URL', 'MAIL_FROM'] as const satisfies readonly Setting[];

const KEY_FILES = {
  case: 'CASE_KEY_FILE',
  location: 'LOCATION_KEY_FILE',
  index: 'INDEX_KEY_FILE',
  audit: 'AUDIT_KEY_FILE',
} as const satisfies Record<string, Setting>;
type KeyName = keyof typeof KEY_FILES;

/** What may be known of how this process is set up. */
export interface Config {
  readonly environment: (typeof ENVIRONMENTS)[number];
  readonly host: string;
  readonly port: number;
  readonly innerPort: number;
  readonly workersPort: number;
  readonly publicUrl: string;
  readonly database: string;
  readonly mailFrom: string;
  readonly checkpointFile: string | null;
  readonly secondFactor: (typeof SECOND_FACTOR)[number];
  readonly staticDir: string | null;
  readonly logLevel: (typeof LEVELS)[number];
  readonly mailboxUrl: string | null;
}

/** What must never be printed: addresses with passwords in them, and the bytes of the keys. */
export interface Secrets {
  readonly mongodbUri: string;
  readonly redisUrl: string | null;
  readonly smtpUrl: string;
  /** Of each key the current one first, then those that are only recognised. */
  readonly keys: Readonly<Record<KeyName, readonly Uint8Array[]>>;
}

/** Everything that is wrong with the settings, one line each. Values are not repeated: they may be secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;
const Settings = z.object(SETTING);
type Values = z.infer<typeof Settings>;

/**
 * Reads the settings.
 * @throws ConfigError naming every fault at once
 */
export function readConfig(environment: Environment): { readonly config: Config; readonly secrets: Secrets } {
  const given = Object.fromEntries(SETTINGS.map((name) => [name, environment[name] || undefined]));
  const parsed = Settings.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map(({ path }) => faultOf(path[0] as Setting, given));
  faults.push(...faultsOfProduction(given));
  const keys = readKeys(given, faults);
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return { config: configOf(parsed.data), secrets: secretsOf(parsed.data, keys) };
}

function faultOf(name: Setting, given: Environment): string {
  return `${name} ${given[name] === undefined ? 'is missing: it must be' : 'must be'} ${MEANING[name]}.`;
}

function faultsOfProduction(given: Environment): string[] {
  if (given['NODE_ENV'] !== 'production') return [];
  const faults = SAID_IN_PRODUCTION.filter((name) => given[name] === undefined).map((name) => faultOf(name, given));
  if (given['PUBLIC_URL']?.startsWith('http:')) faults.push('PUBLIC_URL must begin with https:// in production.');
  if (given['MAILBOX_URL'] !== undefined)
    faults.push('MAILBOX_URL is for development only: leave it out in production.');
  if (given['SECOND_FACTOR'] === 'optional') faults.push('SECOND_FACTOR must be required in production: leave it out.');
  return faults;
}

function readKeys(given: Environment, faults: string[]): Secrets['keys'] {
  const entries = Object.entries(KEY_FILES).map(([key, setting]) => {
    const path = given[setting];
    const [ring, fault] = path === undefined ? [NO_KEYS, null] : readKeyFile(path);
    if (fault !== null) faults.push(`${setting} ${fault}`);
    return [key, ring];
  });
  return Object.fromEntries(entries) as Secrets['keys'];
}

const NO_KEYS: readonly Uint8Array[] = [];

/** The keys in a file, one a line, or what is wrong with it. */
function readKeyFile(path: string): readonly [readonly Uint8Array[], string | null] {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch {
    // Whatever the reason, the operator can look at the file; its path may be private.
    return [NO_KEYS, 'names a file that cannot be read.'];
  }
  const ring = text.split(/\s*\n\s*/).map((line) => [line, Buffer.from(line, 'base64')] as const);
  const wrong = ring.find(([line, bytes]) => bytes.length !== KEY_BYTES || bytes.toString('base64') !== line);
  if (wrong) {
    const [, bytes] = wrong;
    return [NO_KEYS, `must name a file of keys of ${KEY_BYTES} bytes in base64, one a line; one has ${bytes.length}.`];
  }
  return [ring.map(([, bytes]) => bytes), null];
}

function configOf(values: Values): Config {
  return {
    environment: values.NODE_ENV,
    host: values.HOST,
    port: values.PORT,
    innerPort: values.INNER_PORT,
    workersPort: values.WORKERS_PORT,
    publicUrl: new URL(values.PUBLIC_URL ?? `http://${values.HOST}:${values.PORT}`).origin,
    database: values.MONGODB_DB,
    mailFrom: values.MAIL_FROM,
    checkpointFile: values.AUDIT_CHECKPOINT_FILE ?? null,
    secondFactor: values.NODE_ENV === 'production' ? 'required' : (values.SECOND_FACTOR ?? 'optional'),
    staticDir: values.STATIC_DIR ?? null,
    logLevel: values.LOG_LEVEL,
    mailboxUrl: values.MAILBOX_URL ?? null,
  };
}

function secretsOf(values: Values, keys: Secrets['keys']): Secrets {
  return { mongodbUri: values.MONGODB_URI, redisUrl: values.REDIS_URL ?? null, smtpUrl: values.SMTP_URL, keys };
}

/** The settings of this process; if anything is wrong with them, says all of it on standard error and ends with 1. */
export function configOrExit(environment: Environment = process.env): ReturnType<typeof readConfig> {
  try {
    return readConfig(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const fault of error.faults) process.stderr.write(`${fault}\n`);
    process.exit(1);
  }
}
