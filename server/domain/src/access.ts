/** Who acts: the roles people sign in with, and the clock. */
export const ROLES = [
  'REFERRER',
  'OUT_OF_AREA_REFERRER',
  'REFUGE_WORKER',
  'REFUGE_MANAGER',
  'COORDINATOR',
  'ORG_ADMIN',
  'PRIVACY_OFFICER',
  'COMMISSIONER',
  'CLOCK',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * How the actor's organisation stands to the record in question.
 *
 * OWN: it made the referral. ASKED: the request, hold or unit is its service's. PLACED_WITH: the household lives with it.
 * COUNTY: it coordinates the county of the record. NONE: nothing of the kind, or there is no record.
 */
export const RELATIONS = ['OWN', 'ASKED', 'PLACED_WITH', 'COUNTY', 'NONE'] as const;
export type Relation = (typeof RELATIONS)[number];

/** Roles with the relations in which they may. */
type Grant = Partial<Record<Role, readonly Relation[]>>;

const BY_REFERRERS: Grant = { REFERRER: ['OWN'], OUT_OF_AREA_REFERRER: ['OWN'] };
const BY_REFERRERS_OR_COORDINATOR: Grant = { ...BY_REFERRERS, COORDINATOR: ['COUNTY'] };
// Agencies outside the county refer in before they can look: the coordinator searches and asks for them.
const BY_THE_COUNTY: Grant = { REFERRER: ['OWN'], COORDINATOR: ['COUNTY'] };
const BY_REFUGE: Grant = { REFUGE_WORKER: ['ASKED'], REFUGE_MANAGER: ['ASKED'] };
const BY_REFUGE_OF_THE_STAY: Grant = { REFUGE_WORKER: ['PLACED_WITH'], REFUGE_MANAGER: ['PLACED_WITH'] };
const BY_COORDINATOR: Grant = { COORDINATOR: ['COUNTY'] };
const BY_CLOCK: Grant = { CLOCK: ['NONE'] };
const BY_EVERYBODY_WITH_CASES: Grant = {
  REFERRER: RELATIONS,
  OUT_OF_AREA_REFERRER: RELATIONS,
  REFUGE_WORKER: RELATIONS,
  REFUGE_MANAGER: RELATIONS,
  COORDINATOR: RELATIONS,
};

/**
 * Who may do what. Whatever is not in this table nobody may: a role that is left out never, a relation that is left out
 * never. Accounts of organisations and figures carry no cases. Source: SECURITY section 2.
 */
export const PERMISSIONS = {
  'referral.saveDraft': BY_REFERRERS,
  'referral.submit': BY_REFERRERS,
  'referral.withdraw': BY_REFERRERS_OR_COORDINATOR,
  'referral.reopen': BY_REFERRERS_OR_COORDINATOR,
  'referral.setTonightPlan': BY_REFERRERS_OR_COORDINATOR,
  'referral.addUnsafeArea': BY_REFERRERS_OR_COORDINATOR,
  // What the household agreed to: whoever speaks with them writes it down.
  'consent.record': BY_REFERRERS_OR_COORDINATOR,
  'safety.setDates': BY_REFERRERS_OR_COORDINATOR,
  'safety.record': BY_REFERRERS_OR_COORDINATOR,
  'safety.watch': BY_CLOCK,
  // What has to be arranged beside the search: money, children's services, a home for the pet.
  'arrangement.settle': BY_REFERRERS_OR_COORDINATOR,
  'arrangement.remind': BY_CLOCK,
  // The survivor does not answer: who is shown a number, says what came of it, pauses the search and takes it up again.
  'contact.try': BY_REFERRERS_OR_COORDINATOR,
  'contact.remind': BY_CLOCK,
  'referral.pause': BY_REFERRERS_OR_COORDINATOR,
  'referral.resume': BY_REFERRERS_OR_COORDINATOR,
  'welfareCheck.note': BY_REFERRERS_OR_COORDINATOR,
  // The police against what the survivor said: not for those who speak with them to decide alone.
  'welfareCheck.overrule': BY_COORDINATOR,
  'referral.seekAgain': BY_REFERRERS_OR_COORDINATOR,
  'referral.escalate': BY_REFERRERS,
  'referral.closeUnmet': BY_COORDINATOR,
  // Asked for by the privacy rules or by whoever runs the platform; nobody does it from a page.
  'referral.erase': BY_CLOCK,
  // How long stories are kept, and which are kept longer: references and dates, never a story.
  'retention.read': { PRIVACY_OFFICER: RELATIONS },
  'legalHold.set': { PRIVACY_OFFICER: RELATIONS },
  // A copy for the person herself: the parts of the story that are hers, for as long as it takes to answer.
  'subjectAccess.handle': { PRIVACY_OFFICER: RELATIONS },
  'keys.rotate': BY_CLOCK,
  'audit.seal': BY_CLOCK,
  'referral.read': BY_REFERRERS_OR_COORDINATOR,
  'referral.list': BY_REFERRERS_OR_COORDINATOR,
  'story.read': BY_REFERRERS_OR_COORDINATOR,
  'timeline.read': BY_REFERRERS_OR_COORDINATOR,
  'looks.read': { ...BY_REFERRERS_OR_COORDINATOR, ...BY_REFUGE },
  'looks.review': { ...BY_COORDINATOR, PRIVACY_OFFICER: RELATIONS },
  'looks.watch': BY_CLOCK,
  // How much each of one’s own people was shown: names and counts, no case.
  'looks.digest': { ORG_ADMIN: ['OWN'], REFUGE_MANAGER: ['OWN'] },
  'exclusions.read': BY_REFERRERS_OR_COORDINATOR,
  'exclusions.set': BY_REFERRERS_OR_COORDINATOR,
  'exclusions.review': BY_COORDINATOR,
  'clash.review': BY_COORDINATOR,
  // Referrals that may be about one household.
  'duplicate.review': BY_COORDINATOR,
  'glass.break': BY_COORDINATOR,
  'glass.review': BY_COORDINATOR,
  'exclusions.tell': BY_CLOCK,
  // Somebody rings and says that they are a colleague: they are rung back on a number that was checked.
  'callBack.use': {
    REFERRER: RELATIONS,
    REFUGE_WORKER: RELATIONS,
    REFUGE_MANAGER: RELATIONS,
    COORDINATOR: RELATIONS,
  },
  'callBack.check': BY_COORDINATOR,
  'conflict.declare': { ...BY_REFERRERS_OR_COORDINATOR, ...BY_REFUGE },
  'unmetNeed.record': BY_REFERRERS_OR_COORDINATOR,
  'escalation.acknowledge': BY_COORDINATOR,

  'places.find': BY_THE_COUNTY,
  // Yes, no or ask, for facts that are not kept: no record stands behind it.
  'places.likely': { REFERRER: ['NONE'], OUT_OF_AREA_REFERRER: ['NONE'], COORDINATOR: ['NONE'] },

  'request.send': BY_THE_COUNTY,
  'request.read': { ...BY_REFERRERS_OR_COORDINATOR, ...BY_REFUGE },
  'request.inbox': BY_REFUGE,
  'request.facts': BY_REFUGE,
  'request.answer': BY_REFUGE,
  'request.inform': BY_REFERRERS_OR_COORDINATOR,
  'request.challenge': BY_REFERRERS,
  'challenge.decide': BY_COORDINATOR,
  'conference.record': BY_COORDINATOR,
  'request.escalate': BY_CLOCK,
  'request.markNoResponse': BY_CLOCK,

  'hold.read': { ...BY_REFERRERS_OR_COORDINATOR, ...BY_REFUGE },
  'hold.place': BY_THE_COUNTY,
  'hold.offer': BY_REFUGE,
  'hold.extend': BY_REFERRERS_OR_COORDINATOR,
  'hold.release': BY_REFERRERS_OR_COORDINATOR,
  'hold.accept': BY_REFERRERS_OR_COORDINATOR,
  'hold.decline': BY_REFERRERS_OR_COORDINATOR,
  // Taking back a promised place is the manager's to answer for.
  'hold.withdraw': { REFUGE_MANAGER: ['ASKED'] },
  'hold.review': BY_COORDINATOR,
  'hold.expire': BY_CLOCK,

  // The service alone lets its address be seen; a person it has named looks.
  'place.release': BY_REFUGE,
  'place.look': BY_REFERRERS_OR_COORDINATOR,

  'placement.arrive': BY_REFUGE,
  'placement.missArrival': BY_REFUGE,
  'placement.read': { ...BY_REFERRERS_OR_COORDINATOR, ...BY_REFUGE_OF_THE_STAY },
  'placement.giveNotice': BY_REFUGE_OF_THE_STAY,
  'placement.leave': BY_REFUGE_OF_THE_STAY,

  'unit.read': BY_REFUGE,
  'unit.manage': BY_REFUGE,
  // A fire does not wait for the manager: whoever is on duty closes the house.
  'units.close': BY_REFUGE,
  'replaceList.read': { ...BY_COORDINATOR, ...BY_REFUGE },
  // A service that cannot reach its pages rings: whoever has its codes answers, and the county writes it down.
  'phoneCodes.make': { REFUGE_MANAGER: ['ASKED'] },
  'byPhone.read': BY_REFUGE,
  'byPhone.record': BY_COORDINATOR,
  // What the service takes: the manager answers for it.
  'service.setPolicy': { REFUGE_MANAGER: ['ASKED'] },
  // Who is on call: the manager writes it, the service's own people and whoever watches over them read it.
  'rota.set': { REFUGE_MANAGER: ['ASKED'] },
  'rota.read': { ...BY_REFUGE, ...BY_COORDINATOR },
  'rota.watch': BY_CLOCK,
  'vacancies.read': BY_REFUGE,
  'vacancies.confirm': BY_REFUGE,
  'vacancies.chase': BY_CLOCK,
  'areaVacancies.read': BY_COORDINATOR,

  'board.read': BY_COORDINATOR,
  // Privacy officers and administrators are told of looks, and see no case in it.
  'work.read': { ...BY_EVERYBODY_WITH_CASES, PRIVACY_OFFICER: RELATIONS, ORG_ADMIN: RELATIONS },
  'placeBy.watch': BY_CLOCK,
  'freePlace.tell': BY_CLOCK,
  'notice.send': BY_CLOCK,
  // How services answer: the county's for those who watch over it, a service's own for itself.
  'answers.read': {
    COORDINATOR: RELATIONS,
    COMMISSIONER: RELATIONS,
    REFUGE_MANAGER: ['ASKED'],
    REFUGE_WORKER: ['ASKED'],
  },
  'figures.read': { COORDINATOR: RELATIONS, COMMISSIONER: RELATIONS },
  'accounts.manage': { ORG_ADMIN: ['OWN'] },
  // The second of two people, so that no one alone can take over an account.
  'factorReset.confirm': { ORG_ADMIN: ['OWN'], COORDINATOR: ['COUNTY'] },
  'factorReset.read': BY_COORDINATOR,
  'accounts.countReviews': BY_COORDINATOR,
  'factorReset.run': BY_CLOCK,
} as const satisfies Record<string, Grant>;

/** Everything that can be asked for: one per mutation and per kind of query. */
export type Action = keyof typeof PERMISSIONS;
export const ACTIONS = Object.keys(PERMISSIONS) as readonly Action[];

/** Whether a role may do something with a record to which its organisation stands so. Nothing is allowed by silence. */
export function may(role: Role, action: Action, relation: Relation): boolean {
  const grant: Grant = PERMISSIONS[action];
  return grant[role]?.includes(relation) ?? false;
}

const ELEVATION_MS = 5 * 60_000;

/**
 * Whether somebody has lately proved once more who they are. What could cost a life if a stranger sat at the desk asks
 * for it: seeing where a place is, breaking the glass, changing how an account signs in. Five minutes, a default of ours.
 */
export function isElevated(elevatedAt: Date | undefined, now: Date): boolean {
  return elevatedAt !== undefined && now.getTime() - elevatedAt.getTime() < ELEVATION_MS;
}

/** Until when that counts. */
export function elevatedUntil(elevatedAt: Date): Date {
  return new Date(elevatedAt.getTime() + ELEVATION_MS);
}
