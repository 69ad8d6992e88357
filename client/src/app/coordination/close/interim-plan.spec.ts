import { closeErrors, INTERIM_OPTIONS, planOf } from './interim-plan';

describe('closing a referral for which nothing was found', () => {
  it.each(['NOWHERE', 'NOT_KNOWN', 'WITH_PERPETRATOR', undefined])('takes %s for no plan', (tonight) => {
    expect(planOf(tonight)).toBeUndefined();
  });

  it('takes somewhere to sleep for a plan', () => {
    for (const { value } of INTERIM_OPTIONS) expect(planOf(value)).toBe(value);
  });

  it('needs the plan and the reason', () => {
    expect(closeErrors(undefined, '').map(({ field }) => field)).toEqual(['tonight', 'reason']);
    expect(closeErrors('COUNCIL_INTERIM', 'NOTHING_FREE')).toEqual([]);
  });
});
