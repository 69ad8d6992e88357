import { describe, expect, it } from '@jest/globals';
import { ARRANGEMENTS, ARRANGEMENT_OUTCOMES } from './arrangement.ts';
import { parseCivilDate } from './calendar.ts';
import {
  ACCOMMODATION_TYPES,
  type Code,
  DECLINE_REASONS,
  DEPARTURE_REASONS,
  IMMIGRATION_STATUSES,
  PRIORITIES,
  REFERRAL_SOURCES,
  SUPPORT_NEEDS,
  SURVIVOR_REASONS,
  UNMET_NEED_REASONS,
  VOID_REASON_CODES,
  WITHDRAWAL_REASONS,
  isCodeOf,
  isValidOn,
  labelOf,
} from './codes.ts';
import { TRAVEL_COMPANIONS, TRAVEL_PAYERS, TRAVEL_WAYS } from './journey.ts';

const LISTS: readonly (readonly [string, readonly Code[]])[] = [
  ['accommodation types', ACCOMMODATION_TYPES],
  ['referral sources', REFERRAL_SOURCES],
  ['priorities', PRIORITIES],
  ['support needs', SUPPORT_NEEDS],
  ['immigration statuses', IMMIGRATION_STATUSES],
  ['void reasons', VOID_REASON_CODES],
  ['departure reasons', DEPARTURE_REASONS],
  ['unmet need reasons', UNMET_NEED_REASONS],
  ['decline reasons', DECLINE_REASONS],
  ['survivor reasons', SURVIVOR_REASONS],
  ['withdrawal reasons', WITHDRAWAL_REASONS],
  ['arrangements', ARRANGEMENTS],
  ['outcomes of arrangements', ARRANGEMENT_OUTCOMES],
  ['ways to travel', TRAVEL_WAYS],
  ['those who bring them', TRAVEL_COMPANIONS],
  ['those who pay for a journey', TRAVEL_PAYERS],
];

describe.each(LISTS)('the list of %s', (_name, list) => {
  it('names every code once, in capitals', () => {
    const codes = list.map((entry) => entry.code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(code).toMatch(/^[A-Z][A-Z0-9_]*$/);
  });

  it('says every code in words, no two alike', () => {
    const labels = list.map((entry) => entry.label);
    expect(new Set(labels).size).toBe(labels.length);
    for (const label of labels) expect(label).toMatch(/^[A-Z][^_]*$/);
  });

  it('begins each code on a real day and ends none before it began', () => {
    for (const { validFrom, validTo } of list) {
      expect(parseCivilDate(validFrom)).toBe(validFrom);
      expect(validTo === undefined || validFrom < validTo).toBe(true);
    }
  });
});

it('knows the seven kinds of relevant accommodation and counts interim stays apart', () => {
  const relevant = ACCOMMODATION_TYPES.filter((type) => type.group === 'RELEVANT').map((type) => type.code);
  expect(relevant).toEqual([
    'REFUGE',
    'SPECIALIST_SAFE',
    'DISPERSED_REFUGE_LEVEL',
    'DISPERSED_SEMI_INDEPENDENT',
    'SECOND_STAGE',
    'OTHER_DESIGNATED_EMERGENCY',
    'SANCTUARY',
  ]);
  expect(ACCOMMODATION_TYPES.find((type) => type.code === 'NON_RELEVANT_INTERIM')?.group).toBe('NOT_RELEVANT');
});

it('puts the most urgent priority first', () => {
  expect(PRIORITIES.map((priority) => priority.code)).toEqual(['P1_TONIGHT', 'P2_24H', 'P3_72H', 'P4_PLANNED']);
});

describe('a dated code', () => {
  const code: Code = { code: 'OLD', label: 'Old', validFrom: '2021-10-01', validTo: '2028-04-01' };

  it.each([
    ['2021-09-30', false],
    ['2021-10-01', true],
    ['2028-03-31', true],
    ['2028-04-01', false],
  ])('may be chosen on %s: %s', (date, expected) => {
    expect(isValidOn(code, date)).toBe(expected);
    expect(isCodeOf([code], 'OLD', date)).toBe(expected);
  });

  it('is still readable after its end', () => {
    expect(labelOf([code], 'OLD')).toBe('Old');
  });
});

it('reads a code that a list does not have as itself, and never takes it for a choice', () => {
  expect(labelOf(PRIORITIES, 'P9')).toBe('P9');
  expect(isCodeOf(PRIORITIES, 'P9', '2027-01-01')).toBe(false);
});
