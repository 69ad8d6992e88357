import { describe, expect, it } from '@jest/globals';
import { minutesAfter } from '../testing/builders.ts';
import { ROLES } from './access.ts';
import {
  ESCALATION_STEPS,
  type EscalationFacts,
  LADDER,
  dueEscalations,
  escalationSteps,
  isStepNeeded,
  nextEscalation,
  rolesTold,
  stopsEscalation,
} from './escalation.ts';
import { REQUEST_STATUSES, type RequestStatus } from './placement-request.ts';
import { acknowledgeBy, decideBy, placeBy } from './target-times.ts';

/** Scenario A6: a refuge silent overnight. */
const SENT = new Date('2027-03-15T23:10:00Z');

function silent(facts: Partial<EscalationFacts> = {}): EscalationFacts {
  return { sentAt: SENT, priority: 'P1_TONIGHT', status: 'SENT', done: [], ...facts };
}

const clockTimes = (priority: EscalationFacts['priority']): readonly string[] =>
  escalationSteps(SENT, priority).map(({ dueAt }) => dueAt.toISOString().slice(5, 16));

describe('the ladder', () => {
  it('of a request for tonight, sent at 23:10, goes 23:10, 23:25, 23:40, 00:10, 03:10', () => {
    expect(escalationSteps(SENT, 'P1_TONIGHT').map(({ step }) => step)).toEqual([...ESCALATION_STEPS]);
    expect(clockTimes('P1_TONIGHT')).toEqual([
      '03-15T23:10',
      '03-15T23:25',
      '03-15T23:40',
      '03-16T00:10',
      '03-16T03:10',
    ]);
  });

  it('takes four times as long for 24 hours, and twenty-four times for 72', () => {
    expect(clockTimes('P2_24H')).toEqual(['03-15T23:10', '03-16T00:10', '03-16T01:10', '03-16T03:10', '03-16T15:10']);
    expect(clockTimes('P3_72H')).toEqual(['03-15T23:10', '03-16T05:10', '03-16T11:10', '03-16T23:10', '03-19T23:10']);
  });

  it('of a planned request runs in working days: manager, coordinator and commissioner when its clocks end', () => {
    const [now, manager, widen, coordinator, commissioner] = escalationSteps(SENT, 'P4_PLANNED').map(
      ({ dueAt }) => dueAt,
    );
    expect(now).toEqual(SENT);
    expect(manager).toEqual(acknowledgeBy(SENT, 'P4_PLANNED'));
    expect(widen?.toISOString()).toBe('2027-03-17T23:10:00.000Z');
    expect(coordinator).toEqual(decideBy(SENT, 'P4_PLANNED'));
    expect(commissioner).toEqual(placeBy(SENT, 'P4_PLANNED'));
  });

  it('is not moved by Easter when it is urgent, and waits when it is planned', () => {
    const easter = new Date('2027-03-25T16:45:00Z');
    expect(escalationSteps(easter, 'P1_TONIGHT')[3]?.dueAt.toISOString()).toBe('2027-03-25T17:45:00.000Z');
    expect(escalationSteps(easter, 'P4_PLANNED')[1]?.dueAt.toISOString()).toBe('2027-03-30T15:45:00.000Z');
  });

  it('tells somebody on every rung, and only people', () => {
    for (const step of ESCALATION_STEPS) {
      const roles = rolesTold(step);
      expect(roles.length).toBeGreaterThan(0);
      expect(roles.filter((role) => role === 'CLOCK' || !ROLES.includes(role))).toEqual([]);
    }
    expect(rolesTold('COORDINATOR')).toEqual(['COORDINATOR']);
    expect(LADDER.map(({ step }) => step)).toEqual([...ESCALATION_STEPS]);
  });
});

describe('what a service does', () => {
  it.each<[RequestStatus, readonly string[]]>([
    ['SENT', ESCALATION_STEPS],
    ['SEEN', ESCALATION_STEPS],
    ['ACKNOWLEDGED', ['COORDINATOR', 'COMMISSIONER']],
    ['INFO_REQUESTED', ['COORDINATOR', 'COMMISSIONER']],
    ['OFFERED', []],
    ['DECLINED', []],
    ['NO_RESPONSE', ESCALATION_STEPS],
    ['SUPERSEDED', []],
    ['OFFER_ENDED', []],
  ])('once it is %s the steps left are %j', (status, expected) => {
    expect(ESCALATION_STEPS.filter((step) => isStepNeeded(step, status))).toEqual(expected);
    expect(stopsEscalation(status)).toBe(expected.length === 0);
  });

  it('is looked at in every state there is', () => {
    expect(REQUEST_STATUSES.filter(stopsEscalation)).toEqual(['OFFERED', 'DECLINED', 'SUPERSEDED', 'OFFER_ENDED']);
  });
});

describe('the next step', () => {
  it('is the first that has not been done', () => {
    expect(nextEscalation(silent())?.step).toBe('ON_CALL_WORKER');
    expect(nextEscalation(silent({ done: ['ON_CALL_WORKER'] }))).toEqual({
      step: 'REFUGE_MANAGER',
      dueAt: minutesAfter(SENT, 15),
    });
    expect(nextEscalation(silent({ done: ESCALATION_STEPS }))).toBeUndefined();
  });

  it('passes over what an acknowledgement made needless', () => {
    expect(nextEscalation(silent({ status: 'ACKNOWLEDGED', done: ['ON_CALL_WORKER'] }))?.step).toBe('COORDINATOR');
    expect(nextEscalation(silent({ status: 'OFFERED' }))).toBeUndefined();
  });

  it('is due at its instant and not before', () => {
    const facts = silent({ done: ['ON_CALL_WORKER'] });
    expect(dueEscalations(facts, new Date(SENT.getTime() + 15 * 60_000 - 1))).toEqual([]);
    expect(dueEscalations(facts, minutesAfter(SENT, 15)).map(({ step }) => step)).toEqual(['REFUGE_MANAGER']);
  });

  it('after a night without workers is all that was missed, once each', () => {
    const missed = dueEscalations(silent({ status: 'NO_RESPONSE', done: ['ON_CALL_WORKER'] }), minutesAfter(SENT, 65));
    expect(missed.map(({ step }) => step)).toEqual(['REFUGE_MANAGER', 'WIDEN', 'COORDINATOR']);
  });
});
