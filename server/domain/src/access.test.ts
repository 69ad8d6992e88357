import { describe, expect, it } from '@jest/globals';
import {
  ACTIONS,
  type Action,
  RELATIONS,
  ROLES,
  type Relation,
  type Role,
  elevatedUntil,
  isElevated,
  may,
} from './access.ts';

/**
 * The permissions a second time, as one would read them out: for each action, which roles in which relation. `*` stands
 * for any relation.
 */
const READ_OUT: Readonly<Record<Action, string>> = {
  'referral.saveDraft': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN',
  'referral.submit': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN',
  'referral.withdraw': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'referral.reopen': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'referral.setTonightPlan': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'referral.addUnsafeArea': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'referral.seekAgain': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'referral.escalate': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN',
  'referral.closeUnmet': 'COORDINATOR:COUNTY',
  'referral.erase': 'CLOCK:NONE',
  'keys.rotate': 'CLOCK:NONE',
  'audit.seal': 'CLOCK:NONE',
  'referral.read': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'referral.list': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'story.read': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'timeline.read': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'looks.read': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'looks.review': 'COORDINATOR:COUNTY PRIVACY_OFFICER:*',
  'looks.watch': 'CLOCK:NONE',
  'exclusions.read': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'exclusions.set': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'exclusions.review': 'COORDINATOR:COUNTY',
  'clash.review': 'COORDINATOR:COUNTY',
  'duplicate.review': 'COORDINATOR:COUNTY',
  'glass.break': 'COORDINATOR:COUNTY',
  'glass.review': 'COORDINATOR:COUNTY',
  'exclusions.tell': 'CLOCK:NONE',
  'conflict.declare':
    'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'unmetNeed.record': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'escalation.acknowledge': 'COORDINATOR:COUNTY',
  'places.find': 'REFERRER:OWN COORDINATOR:COUNTY',
  'places.likely': 'REFERRER:NONE OUT_OF_AREA_REFERRER:NONE COORDINATOR:NONE',
  'request.send': 'REFERRER:OWN COORDINATOR:COUNTY',
  'request.read': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'request.inbox': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'request.facts': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'request.answer': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'request.inform': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'request.escalate': 'CLOCK:NONE',
  'request.markNoResponse': 'CLOCK:NONE',
  'hold.read': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'hold.place': 'REFERRER:OWN COORDINATOR:COUNTY',
  'hold.offer': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'hold.extend': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'hold.release': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'hold.accept': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'hold.decline': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'hold.withdraw': 'REFUGE_MANAGER:ASKED',
  'hold.review': 'COORDINATOR:COUNTY',
  'hold.expire': 'CLOCK:NONE',
  'place.release': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'place.look': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'placement.arrive': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'placement.missArrival': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'placement.read':
    'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY REFUGE_WORKER:PLACED_WITH REFUGE_MANAGER:PLACED_WITH',
  'placement.giveNotice': 'REFUGE_WORKER:PLACED_WITH REFUGE_MANAGER:PLACED_WITH',
  'placement.leave': 'REFUGE_WORKER:PLACED_WITH REFUGE_MANAGER:PLACED_WITH',
  'unit.read': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'service.setPolicy': 'REFUGE_MANAGER:ASKED',
  'rota.set': 'REFUGE_MANAGER:ASKED',
  'rota.read': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED COORDINATOR:COUNTY',
  'rota.watch': 'CLOCK:NONE',
  'unit.manage': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'phoneCodes.make': 'REFUGE_MANAGER:ASKED',
  'byPhone.read': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'byPhone.record': 'COORDINATOR:COUNTY',
  'units.close': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'replaceList.read': 'COORDINATOR:COUNTY REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'vacancies.read': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'vacancies.confirm': 'REFUGE_WORKER:ASKED REFUGE_MANAGER:ASKED',
  'vacancies.chase': 'CLOCK:NONE',
  'areaVacancies.read': 'COORDINATOR:COUNTY',
  'board.read': 'COORDINATOR:COUNTY',
  'work.read':
    'REFERRER:* OUT_OF_AREA_REFERRER:* REFUGE_WORKER:* REFUGE_MANAGER:* COORDINATOR:* PRIVACY_OFFICER:* ORG_ADMIN:*',
  'looks.digest': 'ORG_ADMIN:OWN REFUGE_MANAGER:OWN',
  'placeBy.watch': 'CLOCK:NONE',
  'freePlace.tell': 'CLOCK:NONE',
  'notice.send': 'CLOCK:NONE',
  'answers.read': 'COORDINATOR:* COMMISSIONER:* REFUGE_MANAGER:ASKED REFUGE_WORKER:ASKED',
  'figures.read': 'COORDINATOR:* COMMISSIONER:*',
  'consent.record': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'request.challenge': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN',
  'challenge.decide': 'COORDINATOR:COUNTY',
  'conference.record': 'COORDINATOR:COUNTY',
  'safety.setDates': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'safety.record': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'safety.watch': 'CLOCK:NONE',
  'arrangement.settle': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'arrangement.remind': 'CLOCK:NONE',
  'contact.try': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'contact.remind': 'CLOCK:NONE',
  'referral.pause': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'referral.resume': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'welfareCheck.note': 'REFERRER:OWN OUT_OF_AREA_REFERRER:OWN COORDINATOR:COUNTY',
  'welfareCheck.overrule': 'COORDINATOR:COUNTY',
  'callBack.use': 'REFERRER:* REFUGE_WORKER:* REFUGE_MANAGER:* COORDINATOR:*',
  'callBack.check': 'COORDINATOR:COUNTY',
  'retention.read': 'PRIVACY_OFFICER:*',
  'legalHold.set': 'PRIVACY_OFFICER:*',
  'subjectAccess.handle': 'PRIVACY_OFFICER:*',
  'accounts.manage': 'ORG_ADMIN:OWN',
  'factorReset.confirm': 'ORG_ADMIN:OWN COORDINATOR:COUNTY',
  'accounts.countReviews': 'COORDINATOR:COUNTY',
  'factorReset.read': 'COORDINATOR:COUNTY',
  'factorReset.run': 'CLOCK:NONE',
};

function isReadOut(role: Role, action: Action, relation: Relation): boolean {
  const entries = READ_OUT[action].split(' ');
  return entries.includes(`${role}:${relation}`) || entries.includes(`${role}:*`);
}

describe.each(ACTIONS)('%s', (action) => {
  const cells = ROLES.flatMap((role) => RELATIONS.map((relation) => [role, relation] as const));

  it.each(cells)('by %s in relation %s is as read out', (role, relation) => {
    expect(may(role, action, relation)).toBe(isReadOut(role, action, relation));
  });
});

it('every action is read out, and nothing else is', () => {
  expect(Object.keys(READ_OUT).toSorted()).toEqual(ACTIONS.toSorted());
});

const allowed = (role: Role): readonly Action[] =>
  ACTIONS.filter((action) => RELATIONS.some((relation) => may(role, action, relation)));

it('people who keep accounts or read figures see no cases', () => {
  expect(allowed('ORG_ADMIN')).toEqual(['looks.digest', 'work.read', 'accounts.manage', 'factorReset.confirm']);
  expect(allowed('PRIVACY_OFFICER')).toEqual([
    'retention.read',
    'legalHold.set',
    'subjectAccess.handle',
    'looks.review',
    'work.read',
  ]);
  expect(allowed('COMMISSIONER')).toEqual(['answers.read', 'figures.read']);
});

it('nobody but the clock does what only the clock may, and the clock reads no story', () => {
  const clocks = allowed('CLOCK');
  for (const role of ROLES.filter((one) => one !== 'CLOCK'))
    expect(allowed(role).filter((action) => clocks.includes(action))).toEqual([]);
  expect(clocks.filter((action) => action.endsWith('.read'))).toEqual([]);
});

it('no service reads a story, a referral or a timeline', () => {
  for (const role of ['REFUGE_WORKER', 'REFUGE_MANAGER'] as const)
    expect(allowed(role).filter((action) => /^(story|referral|timeline)\./.test(action))).toEqual([]);
});

it('without a relation to a record nobody touches one', () => {
  const people = ROLES.filter((role) => role !== 'CLOCK');
  const open = ACTIONS.filter((action) => people.some((role) => may(role, action, 'NONE')));
  // Stories on hold, and those somebody asks a copy of, are found by a reference that is given. Of the first the privacy
  // officer sees no more than that; of the second what is the person’s own, two of them, with a fresh proof each time.
  expect(open).toEqual([
    'retention.read',
    'legalHold.set',
    'subjectAccess.handle',
    'looks.review',
    'callBack.use',
    'places.likely',
    'work.read',
    'answers.read',
    'figures.read',
  ]);
});

it('an agency outside the county refers before it looks', () => {
  expect(allowed('OUT_OF_AREA_REFERRER')).not.toContain('places.find');
  expect(allowed('OUT_OF_AREA_REFERRER')).not.toContain('hold.place');
  expect(may('OUT_OF_AREA_REFERRER', 'referral.submit', 'OWN')).toBe(true);
});

describe('having proved once more who one is', () => {
  const at = new Date('2026-11-20T12:00:00Z');

  it('counts for five minutes, and not at their end', () => {
    expect(elevatedUntil(at)).toEqual(new Date('2026-11-20T12:05:00Z'));
    expect(isElevated(at, new Date('2026-11-20T12:04:59.999Z'))).toBe(true);
    expect(isElevated(at, elevatedUntil(at))).toBe(false);
  });

  it('does not count for somebody who has only signed in', () => {
    expect(isElevated(undefined, at)).toBe(false);
  });
});
