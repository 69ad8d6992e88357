import { may } from '@openhaven/domain/access';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { type Fence, KEPT_OUT_AS, type KeptOutPerson, sightOf } from '@openhaven/domain/exclusion';
import { nameFault } from '@openhaven/domain/free-text';
import type { OrganisationId, ReferralId, UserId } from '@openhaven/domain/ids';
import { readFence } from '../access/exclusions.ts';
import type { Context, KeptReferral, Store } from '../context.ts';
import { aboutReferral } from './about.ts';
import { freezeHold, takeBackRequest } from './check-places-again.ts';
import type { ReferralDone } from './ids.ts';
import { present, referralFor } from './load.ts';
import { noteClashes } from './note-clashes.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

export interface ExclusionsInput {
  readonly idempotencyKey: string;
  readonly referralId: ReferralId;
  /** The revision that was looked at; 0 where nothing had been said yet. */
  readonly rev: number;
  readonly people: readonly { readonly who: string; readonly name: string }[];
  readonly organisationIds: readonly OrganisationId[];
  readonly restricted: boolean;
  /** Colleagues who may see it while it is restricted, beside whoever wrote it. */
  readonly openTo: readonly UserId[];
}

type Said = Pick<Fence, 'people' | 'organisations' | 'restricted' | 'openTo'>;

const MOST_NAMES = 20;

/**
 * Says who must not see a referral: people by name, whole organisations, or everybody but a few.
 *
 * Whether somebody of such a name works here is not told: the answer is the same. An organisation that is added and was
 * asked before loses its requests, and a place of it is frozen until a coordinator has looked.
 */
export function setExclusions(context: Context, input: ExclusionsInput): Promise<Decision<ReferralDone>> {
  const { referralId, rev } = input;
  const wish = { name: 'exclusions.set', key: input.idempotencyKey, input, about: { referralId } };
  return runCommand(context, wish, async (tx) => {
    const referral = await referralFor(context, tx, referralId, 'exclusions.set');
    const kept = await tx.fences.get(referralId);
    if ((kept?.rev ?? 0) !== rev) return refuse('CHANGED_MEANWHILE');
    const said = await readSaid(tx, context, referral, input);
    if (!said.allowed) return said;
    const before = readFence(kept);
    const after: Fence = { ...before, ...said.value };
    if (await shutsOut(tx, context, after)) return refuse('WOULD_SHUT_YOU_OUT');

    mustBeSaved(await tx.fences.save({ ...referral, rev }, after));
    // A request that is being sent at this moment to somebody who is kept out now loses against this.
    mustBeSaved(await tx.referrals.save(referral));
    await tx.audit.add({ action: 'referral.exclusions-set', ...aboutReferral(referral) }, context);
    const added = after.organisations.filter((id) => !before.organisations.includes(id));
    await takeEverythingBack(tx, context, referralId, added);
    await noteClashes(tx, context, referralId);
    return allow({ referralId });
  });
}

async function readSaid(
  tx: Store,
  { actor }: Context,
  referral: KeptReferral,
  input: ExclusionsInput,
): Promise<Decision<Said>> {
  const people = readPeople(input.people);
  if (!people.allowed) return people;
  const organisations = [...new Set(input.organisationIds)];
  const choosable = new Set((await tx.organisations.getMany(organisations)).map(({ id }) => id));
  const coordinating = new Set((await tx.users.withRole('COORDINATOR')).map(({ organisationId }) => organisationId));
  const isChoice = (id: OrganisationId): boolean =>
    choosable.has(id) && id !== referral.referrerOrganisationId && !coordinating.has(id);
  const wrong = organisations.findIndex((id) => !isChoice(id));
  if (wrong >= 0) return refuse('CHOICE_UNKNOWN', `organisationIds.${wrong}`);
  const staff = await tx.users.ofOrganisation(referral.referrerOrganisationId);
  const colleagues = new Set(staff.filter(({ role }) => may(role, 'referral.read', 'OWN')).map(({ id }) => id));
  const stranger = input.openTo.findIndex((id) => !colleagues.has(id));
  if (stranger >= 0) return refuse('CHOICE_UNKNOWN', `openTo.${stranger}`);
  const openTo = input.restricted ? [...new Set([referral.createdBy, actor.userId, ...input.openTo])] : [];
  return allow({ people: people.value, organisations, restricted: input.restricted, openTo });
}

function readPeople(people: ExclusionsInput['people']): Decision<readonly KeptOutPerson[]> {
  if (people.length > MOST_NAMES) return refuse('TOO_MANY_NAMES', 'people');
  const read: KeptOutPerson[] = [];
  for (const [position, { who, name }] of people.entries()) {
    const as = KEPT_OUT_AS.find((one) => one === who);
    if (as === undefined) return refuse('CHOICE_UNKNOWN', `people.${position}.who`);
    if (name.trim() === '') return refuse('FIELD_REQUIRED', `people.${position}.name`);
    const fault = nameFault(name);
    if (fault) return refuse(fault, `people.${position}.name`);
    read.push({ who: as, name: name.trim() });
  }
  return allow(read);
}

/** Somebody who shares a name with the perpetrator would never come back to the page to put it right. */
async function shutsOut(tx: Store, { actor, now }: Context, fence: Fence): Promise<boolean> {
  const { name } = await present(tx.users.get(actor.userId), 'user');
  return sightOf({ ...actor, name }, fence, now).sees === 'NOTHING';
}

async function takeEverythingBack(
  tx: Store,
  context: Context,
  referralId: ReferralId,
  organisations: readonly OrganisationId[],
): Promise<void> {
  if (organisations.length === 0) return;
  for (const hold of await tx.holds.activeOfReferral(referralId)) {
    if (organisations.includes(hold.organisationId)) await freezeHold(tx, context, hold);
  }
  for (const request of await tx.requests.ofReferral(referralId)) {
    if (organisations.includes(request.organisationId)) await takeBackRequest(tx, context, request);
  }
}
