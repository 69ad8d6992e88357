import { DEPARTURE_REASONS, VOID_REASON_CODES } from '@openhaven/domain/codes';
import { UNIT_KINDS } from '@openhaven/domain/unit';
import { ESCALATION_STEPS } from '@openhaven/domain/escalation';
import { nextStepInWords } from './next-step';
import { bedsInWords, departureOptions, featuresInWords, outOfUseOptions, unitKindInWords } from './spaces';

const DAY = '2026-11-21';
const PLAIN = {
  kind: 'BUNGALOW',
  adultBeds: 1,
  childBeds: 0,
  cots: 0,
  foldOutBeds: 0,
  stepFree: false,
  wheelchair: false,
  adaptedBathroom: false,
  carerRoom: false,
  petsWelcome: false,
};

describe('spaces in words', () => {
  it.each(UNIT_KINDS)('have words for a %s', (kind) => {
    expect(unitKindInWords(kind)).not.toBe(kind);
  });

  it('show a kind they do not know by its code', () => {
    expect(unitKindInWords('TREE_HOUSE')).toBe('TREE_HOUSE');
  });

  it('count beds, and leave out what there is none of', () => {
    expect(bedsInWords({ ...PLAIN, childBeds: 2, cots: 1 })).toBe('1 adult bed, 2 child beds, 1 cot');
    expect(bedsInWords({ ...PLAIN, adultBeds: 0 })).toBe('No beds');
  });

  it('never leave the features empty', () => {
    expect(featuresInWords(PLAIN)).toEqual(['Nothing special']);
    expect(featuresInWords({ ...PLAIN, stepFree: true, petsWelcome: true })).toEqual(['Step-free', 'Pets welcome']);
  });

  it('offer every reason for which a space is out of use, and every way to leave', () => {
    expect(outOfUseOptions(DAY)).toHaveLength(VOID_REASON_CODES.length);
    expect(departureOptions(DAY)).toHaveLength(DEPARTURE_REASONS.length);
    for (const { group } of departureOptions(DAY)) expect(group).toBeTruthy();
  });
});

describe('the next step', () => {
  it.each([...ESCALATION_STEPS, 'ASK_AGAIN', 'HOLD_RUNS_OUT', 'PLACE_BY'])('has words for %s', (step) => {
    expect(nextStepInWords(step)).not.toBe(step);
  });
});
