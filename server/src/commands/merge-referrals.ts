import { mayShare } from '@openhaven/domain/consent';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { mergedStory, stricterConsent } from '@openhaven/domain/duplicate';
import { gapsOf } from '@openhaven/domain/gaps';
import { civilDateAt } from '@openhaven/domain/calendar';
import type { DuplicateId, ReferralId, ServiceId } from '@openhaven/domain/ids';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import { applyToReferral, isUnplaced } from '@openhaven/domain/referral';
import { placeBy } from '@openhaven/domain/target-times';
import { isInSight } from '../access/clashes.ts';
import { keptOutOrganisations } from '../access/exclusions.ts';
import { grantForRules } from '../access/look.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptDuplicate, KeptReferral, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { aboutReferral } from './about.ts';
import { takeOverArrangements } from './arrange.ts';
import { askServices, askedBefore } from './ask-services.ts';
import { checkPlacesAgain } from './check-places-again.ts';
import { obeyCard } from './contact.ts';
import { closeAsks } from './close-asks.ts';
import { keep } from './keep.ts';
import { present } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';
import { safeServices } from './safe-services.ts';
import { tellReferrers } from './tell.ts';

interface Reviewed {
  readonly referralIds: readonly ReferralId[];
}
interface Wish {
  readonly idempotencyKey: string;
  readonly duplicateId: DuplicateId;
}

async function found(tx: Store, { actor }: Context, id: DuplicateId): Promise<KeptDuplicate> {
  requirePermission(actor, 'duplicate.review', {}, 'PossibleDuplicate');
  const duplicate = await tx.duplicates.get(id);
  if (duplicate === null || !isInSight(duplicate, actor)) throw new NotFoundError('PossibleDuplicate');
  return duplicate;
}

/** A coordinator has asked both who refer: the two are about different households. */
export function tellApart(context: Context, input: Wish): Promise<Decision<Reviewed>> {
  const wish = { name: 'duplicate.tell-apart', key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    const duplicate = await found(tx, context, input.duplicateId);
    if (duplicate.verdict === 'SAME_HOUSEHOLD') return refuse('REFERRAL_STATE');
    mustBeSaved(await tx.duplicates.save({ ...duplicate, verdict: 'DIFFERENT_HOUSEHOLDS' }));
    const entry = { action: 'duplicate.told-apart', silent: true, audience: [] } as const;
    await tx.audit.addMany(
      duplicate.referralIds.map((referralId) => ({ ...entry, referralId })),
      context,
    );
    return allow({ referralIds: duplicate.referralIds });
  });
}

/**
 * Two referrals are about one household: one stays and is as careful as both, the other ends in it. Each service is asked
 * once, and the household is counted once. Source: SCENARIOS A14.
 */
export function mergeReferrals(
  context: Context,
  input: Wish & { readonly keepId: ReferralId },
): Promise<Decision<Reviewed>> {
  const wish = { name: 'duplicate.merge', key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    const duplicate = await found(tx, context, input.duplicateId);
    const goneId = duplicate.referralIds.find((id) => id !== input.keepId);
    if (goneId === undefined || !duplicate.referralIds.includes(input.keepId)) throw new NotFoundError('Referral');
    const [kept, gone] = [
      await present(tx.referrals.get(input.keepId), 'referral'),
      await present(tx.referrals.get(goneId), 'referral'),
    ];
    const ending = await mayMerge(tx, context, duplicate, kept, gone);
    if (!ending.allowed) return ending;

    const services = await openAsks(tx, gone);
    mustBeSaved(await tx.referrals.save({ ...ending.value, closedAt: context.now }));
    await closeAsks(tx, context, gone.id);
    await countOnce(tx, kept, gone);
    await carryOver(tx, context, kept, gone);
    await askForBoth(tx, context, kept.id, services);
    mustBeSaved(await tx.duplicates.save({ ...duplicate, verdict: 'SAME_HOUSEHOLD', keptId: kept.id }));
    await note(tx, context, duplicate, 'duplicate.merged');
    await tellReferrers(tx, context, gone.referrerOrganisationId, { kind: 'REFERRALS_MERGED', referralId: gone.id });
    return allow({ referralIds: duplicate.referralIds });
  });
}

/** The coordinator was wrong: the one that ended is taken up again. What the other has become more careful by, it keeps. */
export function unmergeReferrals(context: Context, input: Wish): Promise<Decision<Reviewed>> {
  const { now } = context;
  const wish = { name: 'duplicate.unmerge', key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    const duplicate = await found(tx, context, input.duplicateId);
    const goneId = duplicate.referralIds.find((id) => id !== duplicate.keptId);
    if (duplicate.keptId === undefined || goneId === undefined) return refuse('REFERRAL_STATE');
    const gone = await present(tx.referrals.get(goneId), 'referral');
    if (gone.erasedAt !== undefined) return refuse('STORY_ERASED');
    const again = keep(gone, applyToReferral(gone, 'UNMERGE'));
    if (!again.allowed) return again;
    const { closedAt: _closed, ...open } = again.value;
    const dueAt = placeBy(now, gone.priority);
    mustBeSaved(await tx.referrals.save({ ...open, round: gone.round + 1, unplacedSince: now, placeBy: dueAt }));
    await tx.outbox.add({ name: 'referral.place-by', data: { referralId: goneId }, dueAt });
    const { keptId: _kept, ...apart } = duplicate;
    mustBeSaved(await tx.duplicates.save({ ...apart, verdict: 'DIFFERENT_HOUSEHOLDS' }));
    await note(tx, context, duplicate, 'duplicate.unmerged');
    await tellReferrers(tx, context, gone.referrerOrganisationId, { kind: 'REFERRALS_MERGED', referralId: goneId });
    return allow({ referralIds: duplicate.referralIds });
  });
}

/** What ends, as it is once it has; or why it cannot: nothing that protects the household may be lost with it. */
async function mayMerge(
  tx: Store,
  { now }: Context,
  { verdict }: KeptDuplicate,
  kept: KeptReferral,
  gone: KeptReferral,
): Promise<Decision<KeptReferral>> {
  if (verdict === 'SAME_HOUSEHOLD' || !isUnplaced(kept.status)) return refuse('REFERRAL_STATE');
  const ending = keep(gone, applyToReferral(gone, 'MERGE'));
  if (!ending.allowed) return ending;
  if (gone.watchDates !== undefined || (await tx.fences.get(gone.id)) !== null) return refuse('MERGE_LOSES');
  const agreed = [kept, gone].every(({ consents }) => mayShare(consents ?? [], now));
  return agreed ? ending : refuse('CONSENT_NEEDED');
}

/** The one that stays is as careful as both, waits since the first of them, and is as urgent as the more urgent. */
async function carryOver(tx: Store, context: Context, { id }: KeptReferral, gone: KeptReferral): Promise<void> {
  const kept = await present(tx.referrals.get(id), 'referral');
  const grant = grantForRules('DUPLICATES');
  const before = kept.story.open(grant);
  const story = mergedStory(before, gone.story.open(grant));
  const consents = stricterConsent(kept.consents ?? [], gone.consents ?? []);
  const priority = kept.priority < gone.priority ? kept.priority : gone.priority;
  const sooner = earlier(kept.placeBy, gone.placeBy);
  const since = earlier(kept.unplacedSince, gone.unplacedSince);
  const clocks = { ...(sooner && { placeBy: sooner }), ...(since && { unplacedSince: since }) };
  mustBeSaved(await tx.referrals.save({ ...kept, priority, consents, ...clocks }, story));
  if (sooner && sooner !== kept.placeBy)
    await tx.outbox.add({ name: 'referral.place-by', data: { referralId: id }, dueAt: sooner });
  await takeOverArrangements(tx, context, id, gone);
  await obeyCard(tx, context, id);
  const areas = { before: before.unsafeAreas ?? [], after: story.unsafeAreas ?? [] };
  await checkPlacesAgain(tx, context, kept, areas);
}

function earlier(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one <= other ? one : other;
}

/** A need that nothing met is counted once: what the one that ends was counted under is taken back, or is the other's. */
async function countOnce(tx: Store, kept: KeptReferral, gone: KeptReferral): Promise<void> {
  const recorded = await tx.unmetNeeds.ofReferral(gone.id);
  if (recorded === null) return;
  await tx.unmetNeeds.remove(gone.id);
  if ((await tx.unmetNeeds.ofReferral(kept.id)) === null) {
    await tx.unmetNeeds.add({ ...recorded, referralId: kept.id });
    return;
  }
  const keys = gapsOf(gone.story.open(grantForRules('FIGURES')), recorded.reason);
  await tx.gapCounts.add(civilDateAt(recorded.recordedAt).slice(0, 7), keys, -1);
}

/** The services that are still deciding about a referral. */
async function openAsks(tx: Store, referral: KeptReferral): Promise<readonly ServiceId[]> {
  const asked = await askedBefore(tx, referral);
  return [...asked.values()].filter(({ status }) => isOpenRequest(status)).map(({ serviceId }) => serviceId);
}

/** Services that were asked for the one that ends alone are asked for the one that stays, as far as they are safe for it. */
async function askForBoth(tx: Store, context: Context, id: ReferralId, ids: readonly ServiceId[]): Promise<void> {
  const kept = await present(tx.referrals.get(id), 'referral');
  const seeking = keep(kept, applyToReferral(kept, 'ASK_SERVICES'));
  if (!seeking.allowed || ids.length === 0) return;
  const [before, keptOut] = [await askedBefore(tx, kept), await keptOutOrganisations(tx, id)];
  const unasked = ids.filter((one) => !before.has(one));
  const services = (await tx.services.getMany(unasked)).filter(({ organisationId }) => !keptOut.has(organisationId));
  const safe = await safeServices(tx, services, kept, context.now);
  if (safe.length === 0) return;
  if (seeking.value.status !== kept.status) mustBeSaved(await tx.referrals.save(seeking.value));
  await askServices(tx, context, kept, safe);
}

/** Each side reads what became of its own referral, and nothing of the other. */
async function note(tx: Store, context: Context, { referralIds }: KeptDuplicate, action: string): Promise<void> {
  for (const referralId of referralIds) {
    const referral = await present(tx.referrals.get(referralId), 'referral');
    await tx.audit.add({ action, ...aboutReferral(referral) }, context);
  }
}
