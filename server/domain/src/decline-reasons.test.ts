import { expect, it } from '@jest/globals';
import { DECLINE_REASONS, SURVIVOR_REASONS, WITHDRAWAL_REASONS } from './decline-reasons.ts';

const codesOf = (list: readonly { code: string }[]): readonly string[] => list.map((entry) => entry.code);

it.each([
  ['NO_VACANCY', 'SERVICE', 'CAPACITY', 'CAPACITY'],
  ['STAFFING_CAPACITY', 'SERVICE', 'CAPACITY', 'CAPACITY'],
  ['NEED_ALCOHOL', 'SERVICE', 'NEEDS', 'UNABLE_TO_MEET_NEEDS'],
  ['OLDER_MALE_CHILD', 'SERVICE', 'NEEDS', 'UNABLE_TO_MEET_NEEDS'],
  ['NO_FUNDING_NRPF', 'SERVICE', 'FUNDING', 'UNABLE_TO_MEET_NEEDS'],
  ['KNOWN_CONFLICT_IN_HOUSE', 'SERVICE', 'RISK', 'OTHER'],
  ['NOT_DA', 'SERVICE', 'INAPPROPRIATE', 'OTHER'],
  ['SURVIVOR_DECLINED_LOCATION_TOO_NEAR', 'SURVIVOR', 'SURVIVOR', 'NOT_TAKEN'],
  ['RETURNED_TO_PERPETRATOR', 'SURVIVOR', 'SURVIVOR', 'NOT_TAKEN'],
  ['NO_SHOW', 'SYSTEM', 'SURVIVOR', 'NOT_TAKEN'],
  ['PROVIDER_NO_RESPONSE', 'SYSTEM', 'PROCESS', 'NONE'],
  ['REFERRER_WITHDREW', 'REFERRER', 'PROCESS', 'NONE'],
])('%s is decided by %s, grouped under %s and counted as %s', (code, by, group, rollUp) => {
  expect(DECLINE_REASONS.find((reason) => reason.code === code)).toMatchObject({ by, group, rollUp });
});

it('lets a survivor refuse a place or end the search, and never speak for the service', () => {
  expect(codesOf(SURVIVOR_REASONS)).toEqual(codesOf(DECLINE_REASONS.filter((reason) => reason.by === 'SURVIVOR')));
});

it('ends a referral for what ends the search, not for what is wrong with one place', () => {
  const codes = codesOf(WITHDRAWAL_REASONS);
  expect(codes).toContain('FOUND_OTHER_FRIENDS_FAMILY');
  expect(codes).toContain('REFERRER_WITHDREW');
  expect(codes.filter((code) => code.startsWith('SURVIVOR_DECLINED'))).toEqual([]);
});
