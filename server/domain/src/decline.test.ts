import { describe, expect, it } from '@jest/globals';
import { DECLINE_REASONS } from './codes.ts';
import {
  CHANGES_TO_YES,
  type DeclineInput,
  checkDecline,
  namesNeed,
  reasonForReferrer,
  serviceDeclineReasons,
  survivorReasons,
} from './decline.ts';

const ON = '2027-03-16';

function aNo(facts: Partial<DeclineInput> = {}): DeclineInput {
  return { by: 'SERVICE', reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER', ...facts };
}

describe('a service’s no', () => {
  it('says who, why and what would have made it a yes', () => {
    expect(checkDecline(aNo(), ON)).toEqual({
      allowed: true,
      value: { by: 'SERVICE', reason: 'NO_VACANCY', wouldBeYesIf: 'A_SPACE_FREE_LATER' },
    });
  });

  it.each<[string, Partial<DeclineInput>, string, string]>([
    ['without a reason', { reason: '' }, 'DECLINE_NEEDS_REASON', 'reason'],
    ['with a reason nobody knows', { reason: 'TOO_MUCH_TROUBLE' }, 'CHOICE_UNKNOWN', 'reason'],
    ['with the survivor’s reason', { reason: 'SURVIVOR_CHANGED_MIND' }, 'DECLINE_REASON_NOT_YOURS', 'reason'],
    ['with the clock’s reason', { reason: 'PROVIDER_NO_RESPONSE' }, 'DECLINE_REASON_NOT_YOURS', 'reason'],
    ['about a need it does not name', { reason: 'NEED_MENTAL_HEALTH' }, 'DECLINE_NEEDS_NEED', 'need'],
    ['about a need nobody knows', { reason: 'NEED_MENTAL_HEALTH', need: 'SADNESS' }, 'CHOICE_UNKNOWN', 'need'],
    [
      'for want of public funds, without the ways that were tried',
      { reason: 'NO_FUNDING_NRPF' },
      'DECLINE_NEEDS_ROUTES',
      'routesTried',
    ],
    ['with a way nobody knows', { reason: 'NO_FUNDING_NRPF', routesTried: ['LUCK'] }, 'CHOICE_UNKNOWN', 'routesTried'],
    ['that nothing could change, unsaid', { wouldBeYesIf: undefined }, 'DECLINE_NEEDS_CHANGE', 'wouldBeYesIf'],
    ['with an empty change', { wouldBeYesIf: '' }, 'DECLINE_NEEDS_CHANGE', 'wouldBeYesIf'],
    ['with a change nobody knows', { wouldBeYesIf: 'MAGIC' }, 'CHOICE_UNKNOWN', 'wouldBeYesIf'],
  ])('%s is not taken', (_what, facts, reason, field) => {
    expect(checkDecline(aNo(facts), ON)).toEqual({ allowed: false, reason, field });
  });

  it('about a need is taken with the need', () => {
    expect(checkDecline(aNo({ reason: 'NEED_MULTIPLE', need: 'ALCOHOL', note: 'Two others just came.' }), ON)).toEqual({
      allowed: true,
      value: {
        by: 'SERVICE',
        reason: 'NEED_MULTIPLE',
        need: 'ALCOHOL',
        wouldBeYesIf: 'A_SPACE_FREE_LATER',
        note: 'Two others just came.',
      },
    });
  });

  it.each(CHANGES_TO_YES)('may be turned into a yes by %s', (wouldBeYesIf) => {
    expect(checkDecline(aNo({ wouldBeYesIf }), ON)).toMatchObject({ value: { wouldBeYesIf } });
  });

  it('is not taken before its reason was in use', () => {
    expect(checkDecline(aNo(), '2019-01-01')).toEqual({ allowed: false, reason: 'CHOICE_UNKNOWN', field: 'reason' });
  });
});

describe('every reason', () => {
  it.each(DECLINE_REASONS.map((reason) => [reason.code, reason.by] as const))(
    '%s is for %s alone to give',
    (code, by) => {
      const given = (['SERVICE', 'SURVIVOR', 'SYSTEM', 'REFERRER'] as const).filter(
        (who) => checkDecline(aNo({ by: who, reason: code, need: 'ALCOHOL', routesTried: ['CHARITY'] }), ON).allowed,
      );
      expect(given).toEqual([by]);
    },
  );

  it('about a need says so, and no other does', () => {
    const about = DECLINE_REASONS.map((reason) => reason.code).filter(namesNeed);
    expect(about).toEqual(DECLINE_REASONS.map((reason) => reason.code).filter((code) => code.startsWith('NEED_')));
    expect(about).toHaveLength(9);
  });
});

it('lets a survivor say no without saying what would change it', () => {
  expect(checkDecline({ by: 'SURVIVOR', reason: 'SURVIVOR_DECLINED_NO_REASON' }, ON)).toEqual({
    allowed: true,
    value: { by: 'SURVIVOR', reason: 'SURVIVOR_DECLINED_NO_REASON' },
  });
});

it('shows a service its own reasons and a survivor hers', () => {
  expect(new Set(serviceDeclineReasons(ON).map((reason) => reason.by))).toEqual(new Set(['SERVICE']));
  expect(serviceDeclineReasons(ON)).toHaveLength(DECLINE_REASONS.filter((reason) => reason.by === 'SERVICE').length);
  expect(survivorReasons(ON).map((reason) => reason.code)).toContain('SURVIVOR_DECLINED_LOCATION_TOO_NEAR');
  expect(serviceDeclineReasons('2019-01-01')).toEqual([]);
  expect(survivorReasons('2019-01-01')).toEqual([]);
});

it.each([
  ['UNSAFE_LOCATION', 'NOT_AVAILABLE'],
  ['KNOWN_CONFLICT_IN_HOUSE', 'NOT_AVAILABLE'],
  ['NO_VACANCY', 'NO_VACANCY'],
  ['RISK_TO_OTHERS_ARSON', 'RISK_TO_OTHERS_ARSON'],
] as const)('tells the referrer for %s only %s', (reason, told) => {
  expect(reasonForReferrer(reason)).toBe(told);
});
