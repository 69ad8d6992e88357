import { doubleMetaphone } from 'double-metaphone';
import { civilDateAt } from '@openhaven/domain/calendar';
import { type Identity, identityOf, mayBeSame } from '@openhaven/domain/duplicate';
import type { ReferralId } from '@openhaven/domain/ids';
import { isUnplaced } from '@openhaven/domain/referral';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { tellRole } from './tell.ts';

/** Of a name that half a county has only so many are compared, the latest, and fewer put before somebody. */
const MOST_COMPARED = 20;
const MOST_NOTED = 3;

/**
 * Looks whether another referral may be about the same household, and has a coordinator look if so. Nobody else learns
 * of it, and nothing is changed by it.
 *
 * In the transaction that writes the name: two that come at once write one mark, so that one of them sees the other.
 * Source: SCENARIOS A14.
 */
export async function noteDuplicates(tx: Store, context: Context, referral: KeptReferral): Promise<void> {
  if (!isUnplaced(referral.status)) return;
  const identity = identityIn(referral, context.now);
  const others = await tx.duplicates.mark(referral.id, identity.sounds);
  if (others.length === 0) return;
  const known = (await tx.duplicates.ofReferral(referral.id)).flatMap(({ referralIds }) => referralIds);
  const unknown = others.filter((id) => !known.includes(id)).slice(-MOST_COMPARED);
  const same = (await tx.referrals.getMany(unknown)).filter(
    (other) => !other.erasedAt && isUnplaced(other.status) && mayBeSame(identity, identityIn(other, context.now)),
  );
  const noted = same.slice(-MOST_NOTED);
  for (const other of noted) await note(tx, context, [other.id, referral.id]);
  if (noted.length > 0)
    await tellRole(tx, context, 'COORDINATOR', { kind: 'CHECK_DUPLICATE', referralId: referral.id });
}

async function note(tx: Store, context: Context, both: readonly [ReferralId, ReferralId]): Promise<void> {
  await tx.duplicates.add(both, context.now);
  const entry = { action: 'duplicate.noted', silent: true, audience: [] } as const;
  await tx.audit.addMany(
    both.map((referralId) => ({ ...entry, referralId })),
    context,
  );
}

/** As it is heard: "Smyth" as "Smith". Of a script that is not Latin nothing is known. */
export const soundOf = (word: string): string => doubleMetaphone(word)[0];

const identityIn = (referral: KeptReferral, now: Date): Identity =>
  identityOf(referral.story.open(grantForRules('DUPLICATES')), civilDateAt(now), soundOf);
