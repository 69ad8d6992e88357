import { accessChosen, accessOf } from './access';

const UNASKED = {
  stepFree: 'NOT_KNOWN',
  wheelchair: 'NOT_KNOWN',
  adaptedBathroom: 'NOT_KNOWN',
  carerRoom: 'NOT_KNOWN',
} as const;
const NOTHING = { stepFree: 'NO', wheelchair: 'NO', adaptedBathroom: 'NO', carerRoom: 'NO' } as const;

describe('what the building must have', () => {
  it('is not known until somebody has ticked something', () => {
    expect(accessChosen(UNASKED)).toEqual([]);
    expect(accessOf([], UNASKED)).toEqual(UNASKED);
  });

  it('is nothing when "none of these" is ticked, whatever was before', () => {
    expect(accessOf(['stepFree', 'NONE'], { ...NOTHING, stepFree: 'YES' })).toEqual(NOTHING);
  });

  it('takes "none of these" away as soon as something else is ticked', () => {
    const access = accessOf(['NONE', 'wheelchair'], NOTHING);
    expect(accessChosen(access)).toEqual(['wheelchair']);
  });

  it('counts what is not ticked as not needed once something is', () => {
    expect(accessOf(['wheelchair'], UNASKED)).toEqual({ ...NOTHING, wheelchair: 'YES' });
  });

  it('is not known again after everything is unticked', () => {
    expect(accessOf([], NOTHING)).toEqual(UNASKED);
  });
});
