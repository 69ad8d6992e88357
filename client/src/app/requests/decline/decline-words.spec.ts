import { CHANGES_TO_YES, checkDecline, serviceDeclineReasons } from '@openhaven/domain/decline';
import { changeOptions, declineErrors, groupOptions, needOptions, reasonOptions } from './decline-words';

const DAY = '2026-11-21';
const NO = {
  group: 'CAPACITY',
  reason: 'NO_VACANCY',
  need: '',
  routesTried: [],
  wouldBeYesIf: 'A_SPACE_FREE_LATER',
  note: '',
};

describe('the reasons for a no', () => {
  it('are all reached through their kinds', () => {
    const reached = groupOptions(DAY).flatMap(({ value }) => reasonOptions(value, DAY));
    expect(reached.map(({ value }) => value).sort()).toEqual(
      serviceDeclineReasons(DAY)
        .map(({ code }) => code)
        .sort(),
    );
  });

  it('have kinds in words', () => {
    for (const { value, label } of groupOptions(DAY)) expect(label).not.toBe(value);
  });

  it('say where the referrer is told no more than “not available”', () => {
    const conflict = reasonOptions('RISK', DAY).find(({ value }) => value === 'KNOWN_CONFLICT_IN_HOUSE');
    expect(conflict?.hint).toContain('not available');
  });
});

describe('what would have made it a yes', () => {
  it.each(groupOptions(DAY).map(({ value }) => value))(
    'offers every change once for %s, the likely ones first',
    (group) => {
      const changes = changeOptions(group);
      expect(changes[0]?.group).toBe('Most likely');
      expect(changes.map(({ value }) => value).sort()).toEqual([...CHANGES_TO_YES].sort());
    },
  );
});

describe('the needs', () => {
  it('begin with those that were told', () => {
    expect(needOptions(['ALCOHOL'])[0]).toMatchObject({ value: 'ALCOHOL', group: 'Told in this request' });
  });
});

describe('a no that is not complete', () => {
  it.each([
    ['the kind', { ...NO, group: '' }, 'group'],
    ['the reason', { ...NO, reason: '' }, 'reason'],
    ['the need', { ...NO, group: 'NEEDS', reason: 'NEED_ALCOHOL' }, 'need'],
    ['the ways to pay', { ...NO, group: 'FUNDING', reason: 'NO_FUNDING_NRPF' }, 'routesTried'],
    ['the change', { ...NO, wouldBeYesIf: '' }, 'wouldBeYesIf'],
  ])('says that %s is missing', (_what, fields, field) => {
    expect(declineErrors(fields)).toEqual([expect.objectContaining({ field })]);
  });

  it('is never let through when the rules would refuse it, and never stopped when they would not', () => {
    for (const { code, group } of serviceDeclineReasons(DAY)) {
      for (const need of ['', 'ALCOHOL']) {
        const fields = { ...NO, group: group ?? '', reason: code, need };
        const allowed = checkDecline({ by: 'SERVICE', ...fields }, DAY).allowed;
        expect({ code, need, ok: declineErrors(fields).length === 0 }).toEqual({ code, need, ok: allowed });
      }
    }
  });
});
