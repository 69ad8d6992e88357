import { civilDateAt } from '@openhaven/domain/calendar';
import {
  PRIORITIES,
  type PriorityCode,
  REFERRAL_SOURCES,
  type ReferralSource,
  isCodeOf,
} from '@openhaven/domain/codes';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { ReferralId } from '@openhaven/domain/ids';
import { isUnplaced } from '@openhaven/domain/referral';
import { type Story, checkStory } from '@openhaven/domain/story';
import type { StoryInput } from '@openhaven/domain/story-input';
import { placeBy } from '@openhaven/domain/target-times';
import { randomUUID } from 'node:crypto';
import { mayKnowFunding, withFundingOf } from '../access/funding.ts';
import { requirePermission } from '../access/permission.ts';
import { grantForRules } from '../access/look.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { arrangeForStory } from './arrange.ts';
import { arrangeJourney } from './arrange-journey.ts';
import { obeyCard } from './contact.ts';
import { checkPlacesAgain } from './check-places-again.ts';
import type { ReferralDone } from './ids.ts';
import { referralFor } from './load.ts';
import { newReference } from './reference.ts';
import { isStale } from './rev.ts';
import { noteClashes } from './note-clashes.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

export interface DraftInput {
  readonly idempotencyKey: string;
  /** Left out: a new referral. */
  readonly referralId?: ReferralId;
  readonly rev?: number;
  readonly priority: string;
  readonly source: string;
  readonly story: StoryInput;
}

interface Told {
  readonly priority: PriorityCode;
  readonly source: ReferralSource;
  readonly story: Story;
}

/**
 * Saves what has been told so far; the first save begins the referral.
 *
 * The story may grow after the referral has been sent: then every open request and hold is checked against it again.
 */
export function saveDraft(context: Context, input: DraftInput): Promise<Decision<ReferralDone>> {
  const { idempotencyKey: key, referralId } = input;
  const wish = { name: 'referral.save', key, input, ...(referralId && { about: { referralId } }) };
  return runCommand(context, wish, async (tx) => {
    const told = readDraft(input, context.now);
    if (referralId === undefined) return told.allowed ? begin(tx, context, told.value) : told;
    const referral = await referralFor(context, tx, referralId, 'referral.saveDraft');
    if (!told.allowed) return told;
    if (isStale(referral, input.rev)) return refuse('CHANGED_MEANWHILE');
    if (referral.status !== 'DRAFT' && !isUnplaced(referral.status)) return refuse('REFERRAL_STATE');
    return goOn(tx, context, referral, told.value);
  });
}

function readDraft(input: DraftInput, now: Date): Decision<Told> {
  const today = civilDateAt(now);
  const { priority, source } = input;
  if (!isCodeOf(PRIORITIES, priority, today)) return refuse('CHOICE_UNKNOWN', 'priority');
  if (!isCodeOf(REFERRAL_SOURCES, source, today)) return refuse('CHOICE_UNKNOWN', 'source');
  const story = checkStory(input.story, now);
  return story.allowed ? allow({ priority, source, story: story.value }) : story;
}

/** Of immigration and funding the police neither hear nor say anything: what others said of it stays. */
async function asTheyMayTell(tx: Store, { actor }: Context, story: Story, before?: Story): Promise<Story> {
  return (await mayKnowFunding({ store: tx, actor })) ? story : withFundingOf(story, before);
}

async function begin(tx: Store, context: Context, { story: given, ...told }: Told): Promise<Decision<ReferralDone>> {
  const { actor, now } = context;
  const belonging = { referrerOrganisationId: actor.organisationId };
  requirePermission(actor, 'referral.saveDraft', belonging, 'Referral');
  const story = await asTheyMayTell(tx, context, given);
  const referralId = randomUUID() as ReferralId;
  const organisation = await tx.organisations.get(actor.organisationId);
  await tx.referrals.add(
    {
      id: referralId,
      reference: newReference(organisation?.referencePrefix),
      ...belonging,
      ...told,
      createdBy: actor.userId,
      createdAt: now,
      draftSavedAt: now,
      status: 'DRAFT',
      tonight: story.tonight,
      round: 1,
      rev: 1,
    },
    story,
  );
  await tx.audit.add({ action: 'referral.begun', referralId, audience: [actor.organisationId] }, context);
  return allow({ referralId });
}

async function goOn(tx: Store, context: Context, referral: KeptReferral, told: Told): Promise<Decision<ReferralDone>> {
  const { priority, source } = told;
  const { now } = context;
  const before = referral.story.open(grantForRules('CHANGING_THE_STORY'));
  const story = await asTheyMayTell(tx, context, told.story, before);
  const saved = referral.status === 'DRAFT' ? { draftSavedAt: now } : {};
  const changed = { ...referral, ...saved, source, tonight: story.tonight, ...withPriority(referral, priority, now) };
  mustBeSaved(await tx.referrals.save(changed, story));
  if (changed.placeBy !== undefined && changed.placeBy !== referral.placeBy) {
    const { placeBy: dueAt } = changed;
    await tx.outbox.add({ name: 'referral.place-by', data: { referralId: referral.id }, dueAt });
  }
  await tx.audit.add({ action: 'referral.saved', ...aboutReferral(referral) }, context);
  const areas = { before: before.unsafeAreas ?? [], after: story.unsafeAreas ?? [] };
  await checkPlacesAgain(tx, context, referral, areas);
  await noteClashes(tx, context, referral.id);
  if (referral.status !== 'DRAFT') {
    await arrangeForStory(tx, context, referral.id, story);
    await arrangeJourney(tx, context, referral.id);
    await obeyCard(tx, context, referral.id);
  }
  return allow({ referralId: referral.id });
}

/** A new priority sets the clock of a referral that has been sent anew. */
function withPriority(
  referral: KeptReferral,
  priority: PriorityCode,
  now: Date,
): Pick<KeptReferral, 'priority' | 'placeBy'> {
  const runs = referral.placeBy !== undefined;
  return runs && priority !== referral.priority ? { priority, placeBy: placeBy(now, priority) } : { priority };
}
