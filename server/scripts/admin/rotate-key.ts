import { auditCheckpoint } from '../../src/commands/audit-checkpoint.ts';
import { keysLeft, markNamesAnew, recordKeyChange, rotateKeys } from '../../src/commands/rotate-keys.ts';
import { sealAudit } from '../../src/commands/seal-audit.ts';
import type { Context, KeyClass } from '../../src/context.ts';
import { type Act, type Result, UsageError } from './act.ts';

const DAY_MS = 86_400_000;
/** How long answers are kept whose fingerprints the index key made. */
const ANSWERS_KEPT_DAYS = 7;

type Rotate = (context: Context, dryRun: boolean) => Promise<Result>;

const ROTATE: Readonly<Record<string, Rotate>> = {
  case: (context, dryRun) => (dryRun ? look(context, 'case') : rewrap(context, 'case')),
  location: (context, dryRun) => (dryRun ? look(context, 'location') : rewrap(context, 'location')),
  audit: vouch,
  index: wait,
};

async function look(context: Context, key: KeyClass): Promise<Result> {
  const left = await keysLeft(context, key);
  return { ok: true, lines: [`${left} data keys are not under the current ${key} key.`], json: { key, left } };
}

async function rewrap(context: Context, key: KeyClass): Promise<Result> {
  const rotation = await rotateKeys(context, key);
  const { rewrapped, unreadable, left } = rotation;
  const lines = [`${rewrapped} data keys were wrapped anew by the current ${key} key.`];
  if (unreadable > 0) lines.push(`${unreadable} could not be opened by the key that they name.`);
  lines.push(
    left === 0
      ? `The other ${key} keys are needed no more: take them out of the file, start everything again and destroy them.`
      : `${left} are under another key still: keep every ${key} key, and look why.`,
  );
  return { ok: left === 0, lines, json: { key, ...rotation } };
}

/** What the old key has signed stays; from now on the new one vouches for it as well. */
async function vouch(context: Context, dryRun: boolean): Promise<Result> {
  const keep = 'Keep the old audit key in the file for as long as rows are kept that it signed.';
  if (dryRun) return { ok: true, lines: ['The record would be sealed and a checkpoint made.', keep], json: {} };
  await recordKeyChange(context, 'audit');
  await sealAudit(context);
  const checkpoint = await auditCheckpoint(context);
  const lines = [`Keep this checkpoint outside the database: ${checkpoint ?? ''}`, keep];
  return { ok: true, lines, json: { key: 'audit', checkpoint } };
}

/** Nothing is wrapped by the index key. Names are marked anew; what else it made is thrown away by itself. */
async function wait(context: Context, dryRun: boolean): Promise<Result> {
  const until = new Date(context.now.getTime() + ANSWERS_KEPT_DAYS * DAY_MS).toISOString();
  const { marked, unreadable } = dryRun ? { marked: 0, unreadable: 0 } : await markNamesAnew(context);
  if (!dryRun) await recordKeyChange(context, 'index');
  const lines = [`Keep the old index key in the file until ${until}: then nothing is left that it made.`];
  if (unreadable > 0)
    lines.push(`${unreadable} referrals cannot be read: their names are still found by the old key alone.`);
  return { ok: unreadable === 0, lines, json: { key: 'index', until, marked, unreadable } };
}

export const rotateKey: Act = {
  usage: 'rotate-key case|location|audit|index [--dry-run]',
  run: (context, { words: [name = '', ...rest], dryRun }) => {
    const rotate = ROTATE[name];
    if (rotate === undefined || rest.length > 0) throw new UsageError('Say which key: case, location, audit or index.');
    return rotate(context, dryRun);
  },
};
