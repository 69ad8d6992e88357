import { describe, expect, it } from '@jest/globals';
import { NOW, aRequest, minutesAfter } from '../testing/builders.ts';
import {
  type Challengeable,
  type Conference,
  challenge,
  challengeUntil,
  isChallenged,
  judge,
  mayChallenge,
  needsConference,
  needsDeclines,
  stillSeeks,
} from './challenge.ts';
import type { Decision } from './decision.ts';
import type { DeclineAnswer } from './decline.ts';
import type { ServiceId } from './ids.ts';

const TOO_HIGH: DeclineAnswer = {
  by: 'SERVICE',
  reason: 'NEED_MENTAL_HEALTH',
  need: 'MENTAL_HEALTH',
  wouldBeYesIf: 'EXTRA_SUPPORT_WITH_THE_HOUSEHOLD',
};

const declined = (change: Partial<Challengeable> = {}): Challengeable => ({
  ...aRequest({ status: 'DECLINED', decline: TOO_HIGH, decidedAt: NOW, seenAt: NOW, acknowledgedAt: NOW }),
  priority: 'P1_TONIGHT',
  ...change,
});

function allowed<T>(decision: Decision<T>): T {
  if (!decision.allowed) throw new Error(decision.reason);
  return decision.value;
}

const raised = (): Challengeable => allowed(challenge(declined(), 'NEED_CAN_BE_MET', NOW));

describe('a no may be challenged', () => {
  it.each([
    ['P1_TONIGHT', 4 * 60],
    ['P2_24H', 24 * 60],
    ['P3_72H', 72 * 60],
  ] as const)('as long as there was time to find a place: %s', (priority, minutes) => {
    const until = minutesAfter(NOW, minutes);
    expect(challengeUntil(declined({ priority }))).toEqual(until);
    expect(mayChallenge(declined({ priority }), until)).toBe(true);
    expect(mayChallenge(declined({ priority }), new Date(until.getTime() + 1))).toBe(false);
  });

  it.each<[string, Partial<Challengeable>]>([
    ['it is not a no', { status: 'ACKNOWLEDGED' }],
    ['the survivor said it', { decline: { by: 'SURVIVOR', reason: TOO_HIGH.reason } }],
    ['its reason would say where the place lies', { decline: { by: 'SERVICE', reason: 'UNSAFE_LOCATION' } }],
    ['it was challenged before', { challenge: { reason: 'FACTS_MISREAD', at: NOW, decideBy: NOW, verdict: 'STANDS' } }],
  ])('not if %s', (_name, change) => {
    expect(challenge(declined(change), 'FACTS_MISREAD', NOW)).toMatchObject({ reason: 'CHALLENGE_NOT_POSSIBLE' });
  });

  it('with a reason from the list', () => {
    expect(challenge(declined(), 'BECAUSE', NOW)).toMatchObject({ allowed: false, field: 'reason' });
  });

  it('and is decided on by when a service would have had to decide', () => {
    expect(raised().challenge).toEqual({ reason: 'NEED_CAN_BE_MET', at: NOW, decideBy: minutesAfter(NOW, 60) });
    expect(isChallenged(raised())).toBe(true);
    expect(isChallenged(declined())).toBe(false);
  });
});

describe('the coordinator decides', () => {
  const later = minutesAfter(NOW, 20);

  it('that the no stands', () => {
    const stands = allowed(judge(raised(), 'STANDS', later));
    expect(stands).toMatchObject({ status: 'DECLINED', decline: TOO_HIGH, challenge: { verdict: 'STANDS' } });
    expect(isChallenged(stands)).toBe(false);
    expect(judge(stands, 'ASK_AGAIN', later)).toMatchObject({ reason: 'CHALLENGE_NOT_POSSIBLE' });
  });

  it('that the service looks again: nothing of its no is left but the challenge', () => {
    const again = allowed(judge(raised(), 'ASK_AGAIN', later));
    expect(again).toMatchObject({ status: 'SENT', challenge: { verdict: 'ASK_AGAIN', verdictAt: later } });
    for (const gone of ['decline', 'decidedAt', 'acknowledgedAt', 'seenAt']) expect(again).not.toHaveProperty(gone);
  });

  it('with a verdict from the list', () => {
    expect(judge(raised(), 'MAYBE', later)).toMatchObject({ allowed: false, field: 'verdict' });
    expect(judge(declined(), 'STANDS', later)).toMatchObject({ reason: 'CHALLENGE_NOT_POSSIBLE' });
  });
});

it.each([
  ['SEEKING', 1, true],
  ['SEEKING', 2, false],
  ['AGREED', 1, false],
  ['WITHDRAWN', 1, false],
] as const)('a household that is %s in round %i still seeks: %s', (status, round, seeks) => {
  expect(stillSeeks({ status, round }, { round: 1 })).toBe(seeks);
});

describe('a case conference', () => {
  const from = (service: string, change: Partial<Challengeable> = {}): Challengeable =>
    declined({ serviceId: service as ServiceId, ...change });
  const full: DeclineAnswer = { by: 'SERVICE', reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER' };

  it('is called for by three services that said no because of needs, not by one that said it three times', () => {
    expect(needsConference([from('a'), from('b'), from('c')], undefined)).toBe(true);
    expect(needsConference([from('a'), from('a'), from('b')], undefined)).toBe(false);
    expect(needsConference([from('a'), from('b'), from('c', { decline: full })], undefined)).toBe(false);
    expect(needsConference([from('a'), from('b'), from('c', { status: 'SENT' })], undefined)).toBe(false);
    expect(needsDeclines([from('a'), from('a'), from('b')])).toHaveLength(2);
  });

  it('is called for again only by noes that came after it', () => {
    const held: Conference = { heldAt: NOW, outcome: 'JOINT_SUPPORT' };
    const later = { decidedAt: minutesAfter(NOW, 1) };
    expect(needsConference([from('a'), from('b'), from('c')], held)).toBe(false);
    expect(needsConference([from('a', later), from('b', later), from('c', later)], held)).toBe(true);
  });
});
