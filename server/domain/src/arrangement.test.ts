import { describe, expect, it } from '@jest/globals';
import { NOW, aHousehold, aStory, day, hoursAfter } from '../testing/builders.ts';
import {
  type Arrangement,
  arrangeBy,
  arrangeFrom,
  arrangementsFor,
  joinArrangements,
  mayAnswer,
  settle,
  withArrangements,
  withJourney,
} from './arrangement.ts';
import { civilDateAt } from './calendar.ts';
import type { ServiceId } from './ids.ts';

const ON = civilDateAt(NOW);
const nrpf = { noRecourseToPublicFunds: 'YES' } as const;
const visa = { ...nrpf, immigration: 'SPOUSE_OR_PARTNER_VISA' } as const;

describe('what has to be arranged', () => {
  it.each([
    ['nothing, as a rule', {}, []],
    ['a concession for somebody on a partner’s visa', visa, ['MVDAC']],
    [
      'the children’s support where leave has run out',
      { ...nrpf, immigration: 'OVERSTAYER' } as const,
      ['CHILDREN_ACT'],
    ],
    ['the children’s support where nobody knows the status', nrpf, ['CHILDREN_ACT']],
    ['a funding route for somebody without children', { ...nrpf, household: aHousehold({}) }, ['FUNDING_ROUTE']],
    [
      'children’s services for an applicant of 17',
      { household: aHousehold({ applicant: { ageYears: 17 } }) },
      ['CHILDRENS_SERVICES'],
    ],
    ['not for one of 18', { household: aHousehold({ applicant: { ageYears: 18 } }) }, []],
    ['nothing while nobody knows of funds', { noRecourseToPublicFunds: 'NOT_KNOWN' } as const, []],
  ])('%s', (_what, facts, expected) => {
    const household = aHousehold({ sons: [4] });
    expect(arrangementsFor(aStory({ household, ...facts }), ON)).toEqual(expected);
  });

  it('is asked for once, and what somebody has seen to is not asked for again', () => {
    const once = withArrangements([], ['MVDAC'], NOW);
    expect(once).toEqual([{ kind: 'MVDAC', from: NOW }]);
    expect(withArrangements(once, ['MVDAC'], hoursAfter(NOW, 5))).toBe(once);
    expect(withArrangements(once, ['MVDAC', 'PET_FOSTERING'], NOW)).toHaveLength(2);
  });

  it('has to be seen to within a day of the first thing that is left', () => {
    const later = hoursAfter(NOW, 3);
    const two: readonly Arrangement[] = [
      { kind: 'PET_FOSTERING', from: NOW, outcome: 'ARRANGED', settledAt: NOW },
      { kind: 'CHILDREN_ACT', from: later },
    ];
    expect(arrangeFrom(two)).toEqual(later);
    expect(arrangeFrom([])).toBeUndefined();
    expect(arrangeBy(NOW)).toEqual(hoursAfter(NOW, 24));
  });
});

describe('the way to a place', () => {
  const [ROSE, ELM] = ['rose' as ServiceId, 'elm' as ServiceId];
  const later = hoursAfter(NOW, 2);
  const open: Arrangement = { kind: 'TRANSPORT', from: NOW, to: ROSE };
  const arranged: Arrangement = { ...open, outcome: 'ARRANGED', settledAt: NOW };
  const pet: Arrangement = { kind: 'PET_FOSTERING', from: NOW };

  it.each([
    ['is asked for where a place is kept outside their district', [pet], [ROSE], [pet, { ...open, from: later }]],
    ['is asked for the likeliest of several', [], [ELM, ROSE], [{ ...open, from: later, to: ELM }]],
    ['is asked for once while the place is kept', [open, pet], [ELM, ROSE], [open, pet]],
    ['leads elsewhere once another place is kept instead', [open, pet], [ELM], [pet, { ...open, to: ELM }]],
    ['is not asked for while no place is kept', [open, pet], [], [pet]],
    ['stays arranged for the place it leads to', [arranged], [ROSE], [arranged]],
    ['stays as it was when that place is let go', [arranged], [], [arranged]],
    ['is asked for again to another place', [arranged], [ELM], [{ ...open, from: later, to: ELM }]],
  ] as const)('%s', (_what, known, to, expected) => {
    expect(withJourney(known, to, later)).toEqual(expected);
  });

  it('is left alone where nothing changes, so that nothing is written', () => {
    for (const known of [[open], [arranged, pet]]) expect(withJourney(known, [ROSE], later)).toBe(known);
    for (const known of [[], [arranged], [pet]]) expect(withJourney(known, [], later)).toBe(known);
  });

  it('is arranged only when all of it is said; refused or not needed without', () => {
    const setsOffAt = hoursAfter(NOW, 3);
    const journey = { way: 'TRAIN', broughtBy: 'NOBODY', paidBy: 'RAIL_TO_REFUGE', setsOffAt };
    const said = settle(open, { outcome: 'ARRANGED', journey }, NOW);
    expect(said).toEqual({ allowed: true, value: { ...arranged, journey } });
    const half = settle(open, { outcome: 'ARRANGED' }, NOW);
    expect(half).toMatchObject({ allowed: false, reason: 'FIELD_REQUIRED', field: 'journey.way' });
    for (const outcome of ['REFUSED', 'NOT_NEEDED']) {
      expect(settle(open, { outcome }, NOW)).toEqual({ allowed: true, value: { ...open, outcome, settledAt: NOW } });
    }
  });

  it('may be said again when plans change; everything else is said once', () => {
    expect([open, arranged, pet].map(mayAnswer)).toEqual([true, true, true]);
    expect(mayAnswer({ ...pet, settledAt: NOW })).toBe(false);
  });

  it('of a referral that ends in another is let go with its place', () => {
    expect(joinArrangements([pet], [arranged])).toEqual([pet]);
    expect(joinArrangements([open], [arranged])).toEqual([open]);
  });
});

describe('what came of it', () => {
  const one: Arrangement = { kind: 'CHILDREN_ACT', from: NOW };
  const concession: Arrangement = { kind: 'MVDAC', from: NOW };

  it.each(['ARRANGED', 'REFUSED', 'NOT_NEEDED'])('settles it: %s', (outcome) => {
    expect(settle(one, { outcome }, NOW)).toMatchObject({ allowed: true, value: { outcome, settledAt: NOW } });
  });

  it('a concession of three months is asked about 60, 30 and 14 days before its end, at eight in the morning', () => {
    // Three months from a Tuesday in March; the clocks go forward in between.
    const endsOn = day('2027-06-16');
    const asked: string[] = [];
    let [at, now] = [concession, NOW];
    for (;;) {
      const next = settle(at, { outcome: 'ARRANGED', endsOn }, now);
      if (!next.allowed) throw new Error(next.reason);
      if (next.value.settledAt) break;
      [at, now] = [next.value, next.value.from];
      asked.push(now.toISOString());
    }
    expect(asked).toEqual(['2027-04-17T07:00:00.000Z', '2027-05-17T07:00:00.000Z', '2027-06-02T07:00:00.000Z']);
  });

  it.each([
    ['no outcome', { outcome: 'PERHAPS' }, 'REASON_NEEDED'],
    ['no last day of the concession', { outcome: 'ARRANGED' }, 'FIELD_REQUIRED'],
    ['a last day that is over', { outcome: 'ARRANGED', endsOn: day('2020-01-01') }, 'DATE_IN_PAST'],
    ['a last day years ahead', { outcome: 'ARRANGED', endsOn: day('2037-01-01') }, 'DATE_TOO_FAR'],
  ])('is not taken with %s', (_what, answer, reason) => {
    expect(settle(concession, answer, NOW)).toMatchObject({ allowed: false, reason });
  });

  it('of two referrals for one household is kept, whichever of them knew it', () => {
    const granted: Arrangement = {
      kind: 'MVDAC',
      from: hoursAfter(NOW, 99),
      outcome: 'ARRANGED',
      endsOn: day('2027-06-16'),
    };
    expect(joinArrangements([concession], [granted, one])).toEqual([granted, one]);
    expect(joinArrangements([granted], [concession])).toEqual([granted]);
  });
});
