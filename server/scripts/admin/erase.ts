import type { ReferralId } from '@openhaven/domain/ids';
import { REFUSALS } from '@openhaven/domain/refusal';
import { type ErasureReason, eraseReferral, mayErase } from '../../src/commands/erase-referral.ts';
import type { Context } from '../../src/context.ts';
import { type Act, type Result, UsageError } from './act.ts';

const REASONS: Readonly<Record<string, ErasureReason>> = { 'asked-for': 'ASKED_FOR', retention: 'RETENTION' };
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The referral that is meant, by its id or by the reference that somebody read out. */
async function idOf({ store }: Context, word: string): Promise<ReferralId | null> {
  return UUID.test(word) ? (word as ReferralId) : store.referrals.idOf(word);
}

async function run(context: Context, word: string, reason: ErasureReason, dryRun: boolean): Promise<Result> {
  const id = await idOf(context, word);
  const referral = id === null ? null : await context.store.referrals.get(id);
  if (referral === null) return { ok: false, lines: ['There is no such referral.'], json: { refused: 'NOT_FOUND' } };
  const { id: referralId, reference } = referral;
  const decision = dryRun ? mayErase(referral) : await eraseReferral(context, { referralId, reason });
  if (!decision.allowed) {
    return { ok: false, lines: [REFUSALS[decision.reason]], json: { refused: decision.reason, referralId } };
  }
  const lines = dryRun
    ? [`The story of ${reference} would be erased.`]
    : [
        `The story of ${reference} has been erased.`,
        'Now renew the backup of data-keys: an older copy of it still opens the story. See README, "Erasing".',
      ];
  return { ok: true, lines, json: { referralId, reference, erased: !dryRun } };
}

export const erase: Act = {
  usage: 'erase REFERENCE|ID --reason asked-for|retention [--dry-run]',
  run: (context, { words: [word, ...rest], reason = '', dryRun }) => {
    if (word === undefined || rest.length > 0) throw new UsageError('Say which referral, by its reference or its id.');
    const why = REASONS[reason];
    if (why === undefined) throw new UsageError('Say why: --reason asked-for or --reason retention.');
    return run(context, word, why, dryRun);
  },
};
