import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { anyStory } from '../testing/arbitraries.ts';
import { TODAY } from '../testing/builders.ts';
import {
  CONSENT_PARTS,
  type ConsentPart,
  type ConsentTold,
  type Consents,
  consentState,
  consentWithReferral,
  partsNotShared,
  recordConsent,
  renewConsentFrom,
  sharedParts,
  withdrawConsent,
} from './consent.ts';
import type { Decision } from './decision.ts';
import { factsForService } from './request-facts.ts';
import { EMPTY_STORY } from './story.ts';

/** Noon on the Monday of the week in which the clocks go back. */
const NOW = new Date('2026-10-19T11:00:00Z');
const MINUTE = 60_000;
const TOLD: ConsentTold = { parts: ['NEEDS'], how: 'BY_PHONE', days: 7, recordedBy: 'anna' };

function allowed<T>(decision: Decision<T>): T {
  if (!decision.allowed) throw new Error(decision.reason);
  return decision.value;
}

const given = (told: Partial<ConsentTold> = {}, before: Consents = []): Consents =>
  allowed(recordConsent(before, { ...TOLD, ...told }, NOW));

describe('what a household agreed to', () => {
  it.each([
    ['seven days, over the change of the clocks', { days: 7 }, '2026-10-27T00:00:00.000Z'],
    ['28 days', { days: 28 }, '2026-11-17T00:00:00.000Z'],
    ['a life at risk: three days, whatever is asked', { how: 'LIFE_AT_RISK', days: 90 }, '2026-10-22T23:00:00.000Z'],
  ])('ends at midnight in London after the last day: %s', (_name, told, until) => {
    const consents = given(told);
    const end = new Date(until);
    expect(consents).toMatchObject([{ until: end, givenAt: NOW }]);
    expect(consentState(consents, new Date(end.getTime() - 1))).toBe('IN_FORCE');
    expect(consentState(consents, end)).toBe('ENDED');
  });

  it.each<[string, Partial<ConsentTold>, string]>([
    ['nobody says how', { how: '' }, 'CONSENT_WAY_NEEDED'],
    ['a way that the platform alone writes', { how: 'WITH_REFERRAL' }, 'CONSENT_WAY_NEEDED'],
    ['a part that is none', { parts: ['NEEDS', 'ADDRESS'] }, 'CONSENT_PART_UNKNOWN'],
    ['for ever', { days: 3650 }, 'CONSENT_DAYS_NEEDED'],
  ])('is not written down when %s', (_name, told, reason) => {
    expect(recordConsent([], { ...TOLD, ...told }, NOW)).toMatchObject({ allowed: false, reason });
  });

  it('is what was said last, with all that was said before', () => {
    const consents = given({ parts: [], how: 'IN_WRITING' }, given());
    expect(consents.map(({ parts }) => parts)).toEqual([['NEEDS'], []]);
    expect(consentState(consents, NOW)).toBe('IN_FORCE');
  });

  it('is taken back at once and once, and can be given again', () => {
    const over = allowed(withdrawConsent(given(), NOW));
    expect(consentState(over, NOW)).toBe('WITHDRAWN');
    expect(withdrawConsent(over, NOW)).toMatchObject({ allowed: false, reason: 'CONSENT_NEEDED' });
    expect(withdrawConsent([], NOW)).toMatchObject({ allowed: false, reason: 'CONSENT_NEEDED' });
    expect(consentState(given({}, over), NOW)).toBe('IN_FORCE');
  });

  it('is everything when a referral is sent, unless something narrower was said before', () => {
    expect(consentWithReferral([], 'anna', NOW)).toMatchObject([
      { parts: ['NEEDS', 'HISTORY', 'BACKGROUND'], how: 'WITH_REFERRAL' },
    ]);
    expect(consentWithReferral(given(), 'anna', NOW)).toEqual(given());
    const over = allowed(withdrawConsent(given(), NOW));
    expect(consentState(consentWithReferral(over, 'anna', NOW), NOW)).toBe('IN_FORCE');
  });

  it('is asked for again three days before its end, and from when it is taken back', () => {
    const consents = given({ days: 28 });
    const from = new Date('2026-11-14T00:00:00Z');
    expect(renewConsentFrom(consents, new Date(from.getTime() - MINUTE))).toBeUndefined();
    expect(renewConsentFrom(consents, from)).toEqual(from);
    expect(renewConsentFrom(allowed(withdrawConsent(consents, NOW)), NOW)).toEqual(NOW);
    expect(renewConsentFrom([], NOW)).toBeUndefined();
  });
});

describe('what a service may read', () => {
  const over = allowed(withdrawConsent(given(), NOW));

  it.each([
    ['in force', given(), 'SEEKING', 'SENT', ['NEEDS']],
    ['taken back', over, 'SEEKING', 'SENT', undefined],
    ['taken back, and the place has been offered', over, 'OFFERED', 'OFFERED', undefined],
    ['taken back, and they said yes to this place', over, 'AGREED', 'OFFERED', ['NEEDS']],
    ['taken back, and they live here', over, 'ARRIVED', 'OFFERED', ['NEEDS']],
    ['taken back, and they live elsewhere', over, 'ARRIVED', 'SUPERSEDED', undefined],
    ['never given', [], 'SEEKING', 'SENT', undefined],
  ] as const)('%s', (_name, consents, referral, request, parts) => {
    expect(sharedParts({ consents, referral, request }, NOW)).toEqual(parts);
  });

  it('is nothing of a part that is not shared, whatever was told, and that it is not shared', () => {
    const parts = fc.subarray(CONSENT_PARTS.map(({ code }): ConsentPart => code));
    fc.assert(
      fc.property(anyStory, parts, (story, shared) => {
        const facts = factsForService(story, shared, TODAY, true);
        const { arson, violence, sexualOffence } = facts;
        if (!shared.includes('NEEDS')) expect(facts.needs).toEqual([]);
        if (!shared.includes('BACKGROUND')) expect(facts.background).toBeUndefined();
        if (!shared.includes('HISTORY')) expect({ arson, violence, sexualOffence }).toEqual(EMPTY_STORY.history);
        expect(facts.notShared).toEqual(partsNotShared(shared));
        // What nobody can answer without is there either way.
        const rest = { ...factsForService(story, [], TODAY, true), notShared: facts.notShared };
        expect(rest).toEqual({ ...facts, ...EMPTY_STORY.history, needs: [], background: undefined });
      }),
      { numRuns: 10_000 },
    );
  });
});
