import { type Action, type Relation, may } from '@openhaven/domain/access';
import type { OrganisationId, ReferralId, ServiceId } from '@openhaven/domain/ids';
import type { Actor } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** What of a record says how somebody stands to it. */
export interface Belonging {
  /** The household's referral, for everything that hangs on one: the referral itself, its requests, holds and stays. */
  readonly referralId?: ReferralId;
  readonly referrerOrganisationId?: OrganisationId;
  readonly serviceId?: ServiceId;
}

/** How acts on a stay are told from acts on a request: the household lives there already. */
const OF_THE_STAY: readonly Action[] = ['placement.read', 'placement.giveNotice', 'placement.leave'];

function relations(actor: Actor, action: Action, record: Belonging): readonly Relation[] {
  const found: Relation[] = [];
  if (record.referrerOrganisationId === actor.organisationId) found.push('OWN');
  if (record.serviceId !== undefined && actor.serviceIds.includes(record.serviceId)) {
    found.push(OF_THE_STAY.includes(action) ? 'PLACED_WITH' : 'ASKED');
  }
  if (actor.role === 'COORDINATOR') found.push('COUNTY');
  return found.length > 0 ? found : ['NONE'];
}

/** What was told, as against that it is there: closed to whoever sees the outline alone. */
const OF_THE_STORY: readonly Action[] = [
  'story.read',
  'place.look',
  'exclusions.read',
  'exclusions.set',
  'consent.record',
  'safety.setDates',
  'arrangement.settle',
  'contact.try',
  'referral.pause',
  'referral.resume',
  'welfareCheck.note',
  'welfareCheck.overrule',
  'subjectAccess.handle',
];

/** Whether the fence round the referral, if there is one, leaves room for the act. */
function isWithinSight({ limits }: Actor, action: Action, { referralId }: Belonging): boolean {
  const sight = referralId && limits.get(referralId);
  if (!sight) return true;
  // A quarter of an hour in an emergency is no leave to write oneself in for good.
  if (sight.sees === 'ALL') return action !== 'exclusions.set';
  return sight.sees === 'OUTLINE' && !OF_THE_STORY.includes(action);
}

/** Whether somebody may do something with a record. */
export function isPermitted(actor: Actor, action: Action, record: Belonging): boolean {
  if (!isWithinSight(actor, action, record)) return false;
  return relations(actor, action, record).some((relation) => may(actor.role, action, relation));
}

/**
 * Lets pass who may, and nobody else.
 * @throws NotFoundError: not allowed and not found read the same
 */
export function requirePermission(actor: Actor, action: Action, record: Belonging, what: string): void {
  if (!isPermitted(actor, action, record)) throw new NotFoundError(what);
}
