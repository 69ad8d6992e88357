import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { BusyError } from '../errors.ts';

const derive = promisify(argon2);

/** The least that OWASP recommends for argon2id (2025): 19 MiB, two passes. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const SALT_BYTES = 16;
const LONGEST_PASSWORD = 1_000;

// A hundred at once took 3.6 s and 1.9 GiB: two at a time keep the server answering.
const AT_ONCE = 2;
// About five seconds of work: whoever comes after them is better told to come again.
const MOST_WAITING = 100;
let running = 0;
const waiting: (() => void)[] = [];

async function argon2id(parameters: Argon2Parameters): Promise<Buffer> {
  if (waiting.length >= MOST_WAITING) throw new BusyError();
  if (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  try {
    return await derive('argon2id', parameters);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

const encode = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '');

/** Makes the PHC string that is kept in place of a password. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const tag = await argon2id({ ...COST, message: password, nonce });
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${encode(nonce)}$${encode(tag)}`;
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** Whether a password is the one hashed. Costs the same for a hash of nobody: see `checkPassword`. */
async function matches(password: string, phc: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt = '', tag = ''] = PHC.exec(phc) ?? [];
  const expected = Buffer.from(tag, 'base64');
  const found = await argon2id({
    message: password,
    nonce: Buffer.from(salt, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(found, expected);
}

let nobody: Promise<string> | undefined;

/**
 * Checks a password against the hash kept for a user, or, for an unknown user, against the hash of nobody: both take as
 * long, so that time does not tell which addresses have an account.
 */
export async function checkPassword(password: string, phc: string | undefined): Promise<boolean> {
  nobody ??= hashPassword(encode(randomBytes(SALT_BYTES)));
  const right = await matches(password.slice(0, LONGEST_PASSWORD), phc ?? (await nobody));
  return right && phc !== undefined && password.length <= LONGEST_PASSWORD;
}
