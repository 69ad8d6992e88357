import type { PolicyPartsFragment } from '../../api/generated';
import { differences, needRows, policyErrors, toForm, toPolicy } from './policy-words';

const POLICY: PolicyPartsFragment = {
  admits: 'WOMEN',
  minimumAge: 16,
  boysMaximumAge: 14,
  takesLocalPeople: 'ASK',
  takesPets: 'NO',
  supportLevel: 'HIGH',
  needs: [{ need: 'ALCOHOL', stance: 'ASSESS' }],
  admitsOutOfHours: true,
  referrerMayHold: false,
  version: 3,
};

describe('what a service takes', () => {
  it('comes back from the form as it went in', () => {
    const { version: _counted, ...sent } = POLICY;
    expect(toPolicy(toForm(POLICY))).toEqual(sent);
  });

  it('has no limit for boys where the field is empty, and says nothing of a need that is not answered', () => {
    const form = { ...toForm(POLICY), boysMaximumAge: ' ', needs: { ALCOHOL: '' } };
    expect(toPolicy(form)).toMatchObject({ boysMaximumAge: null, needs: [] });
  });

  it.each([
    ['', 'minimumAge'],
    ['sixteen', 'minimumAge'],
    ['26', 'minimumAge'],
    ['-1', 'minimumAge'],
  ])('is not sent with the youngest age “%s”', (minimumAge, field) => {
    expect(policyErrors({ ...toForm(POLICY), minimumAge })).toMatchObject([{ field }]);
  });

  it('is told of every need, said or not', () => {
    const rows = needRows(toForm(POLICY).needs);
    expect(rows.filter(({ stance }) => stance !== '')).toMatchObject([{ need: 'ALCOHOL', stance: 'ASSESS' }]);
    expect(rows.length).toBeGreaterThan(20);
  });

  it('differs in words from what it was', () => {
    const before = toForm(POLICY);
    const after = { ...before, takesPets: 'YES', boysMaximumAge: '', needs: { ALCOHOL: 'ASSESS', DRUGS: 'CANNOT' } };
    expect(differences(before, after)).toEqual([
      'Oldest son in a shared house: 14 → No limit',
      'Pets: No → Yes',
      'Drugs: Nothing said → We cannot',
    ]);
    expect(differences(before, before)).toEqual([]);
  });
});
