import type { Asked } from './asked-request';
import { candidateInWords, fitSummary, unitsOf } from './candidates';
import { keptSpace, spaceOptions, unfitSpaces } from './offer/spaces';

type Candidate = Asked['candidates'][number];
type Reason = Candidate['reasons'][number];

const UNIT = {
  id: 'u',
  label: 'Room 4',
  kind: 'ROOM_IN_SHARED_HOUSE',
  adultBeds: 1,
  childBeds: 2,
  cots: 0,
  foldOutBeds: 0,
  status: 'AVAILABLE',
} as const;

const aCandidate = (candidate: Partial<Candidate>, label = 'Room 4'): Candidate => ({
  free: true,
  answer: 'FITS',
  reasons: [],
  joined: null,
  ...candidate,
  unit: { ...UNIT, id: label, label },
});
const against = (rule: string): Reason => ({ rule, answer: 'CANNOT', limit: null, need: null });

describe('a space of one’s own', () => {
  it('says how it fits, why not, and what it is', () => {
    const { fit, hint } = candidateInWords(aCandidate({ answer: 'CANNOT', reasons: [against('WHEELCHAIR')] }));
    expect(fit.word).toBe('Does not fit');
    expect(hint).toBe('Does not fit: Not for a wheelchair. Room in a shared house, 1 adult bed, 2 child beds');
  });

  it('can be offered against a house rule, for which the service decides', () => {
    const space = candidateInWords(aCandidate({ answer: 'CANNOT', reasons: [against('PETS')] }));
    expect(space.offerable).toBe(true);
    expect(space.fit.word).toContain('you decide');
  });

  it('cannot be offered when something hard stands in the way too', () => {
    const reasons = [against('PETS'), against('ENOUGH_BEDS')];
    expect(candidateInWords(aCandidate({ answer: 'CANNOT', reasons })).offerable).toBe(false);
  });

  it('cannot be offered for a rule that this page does not know', () => {
    expect(candidateInWords(aCandidate({ answer: 'CANNOT', reasons: [against('NEW_RULE')] })).offerable).toBe(false);
  });
});

describe('two spaces side by side, for a large family', () => {
  const pair = aCandidate({ joined: { ...UNIT, id: 'Room 5', label: 'Room 5' } });

  it('are told as one, with the beds of both', () => {
    expect(candidateInWords(pair)).toMatchObject({
      label: 'Room 4 and Room 5',
      about: 'Room in a shared house, 2 adult beds, 4 child beds',
    });
  });

  it('are offered together', () => {
    expect(unitsOf('a b')).toEqual({ unitId: 'a', joinedUnitId: 'b' });
    expect(unitsOf('a')).toEqual({ unitId: 'a' });
  });

  it('are not counted as a space of their own', () => {
    const small = aCandidate({ answer: 'CANNOT', reasons: [against('ENOUGH_BEDS')] });
    expect(fitSummary([small, small, pair])).toBe('Two of your spaces side by side may fit together.');
    expect(fitSummary([aCandidate({}), small])).toContain('1 of your 2 spaces');
  });
});

describe('the spaces to choose from', () => {
  const candidates = [
    aCandidate({ answer: 'CANNOT', reasons: [against('WHEELCHAIR')] }, 'Attic'),
    aCandidate({ answer: 'ASK_PROVIDER' }, 'Room 2'),
    aCandidate({}, 'Room 3'),
    aCandidate({ free: false }, 'Room 1'),
  ];

  it('are the free ones, those that fit first', () => {
    expect(spaceOptions(candidates).map(({ label }) => label)).toEqual(['Room 3', 'Room 2']);
  });

  it('leave nobody wondering where a free space is', () => {
    expect(unfitSpaces(candidates)).toEqual(['Attic: Not for a wheelchair']);
  });

  it('are counted in words', () => {
    expect(fitSummary(candidates)).toBe('2 of your 4 spaces are free and may fit.');
    expect(fitSummary(candidates.slice(0, 1))).toBe('None of your 1 space is free and fits just now.');
    expect(fitSummary([])).toBe('You have no space that can be offered.');
  });

  it('are none where a space is kept already', () => {
    const hold = { status: 'HELD', offered: false, unitLabel: 'Room 4' } as Asked['hold'];
    expect(keptSpace({ hold })).toBe('Room 4');
    expect(keptSpace({ hold: null })).toBeUndefined();
  });
});
