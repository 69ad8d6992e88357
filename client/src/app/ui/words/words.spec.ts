import { DECLINE_REASONS } from '@openhaven/domain/codes';
import { CHANGES_TO_YES } from '@openhaven/domain/decline';
import { RULE_IDS } from '@openhaven/domain/eligibility';
import { districtOptions, unsafeAreaOptions } from './areas';
import { changesInWords, changeToYesInWords, declineInWords, listInWords, reasonInWords } from './reasons';

describe('reasons in words', () => {
  it('show the limit a rule turns on', () => {
    expect(reasonInWords({ rule: 'OLDER_MALE_CHILD', answer: 'CANNOT', limit: 14 })).toBe(
      'Takes boys up to 14 years only',
    );
  });

  it('read well without a limit', () => {
    expect(reasonInWords({ rule: 'ENOUGH_BEDS', answer: 'CANNOT', limit: null })).toBe('Not enough beds');
  });

  it('name the need', () => {
    const reason = { rule: 'SUPPORT_NEED', answer: 'ASK_PROVIDER', need: 'MENTAL_HEALTH' } as const;
    expect(reasonInWords(reason)).toBe('Looks at each household with this need: Mental health');
  });

  it('never say that no recourse to public funds is a no where somebody only has to find a route', () => {
    const text = reasonInWords({ rule: 'FUNDING_NRPF', answer: 'FITS_WITH_CONDITION' });
    expect(text).toContain('A funding route is needed');
  });

  it('show a rule they do not know by its code: better than nothing', () => {
    expect(reasonInWords({ rule: 'NEW_RULE', answer: 'CANNOT' })).toBe('NEW_RULE');
  });

  it.each(RULE_IDS)('have words for %s either way, without naming anybody as she or he', (rule) => {
    for (const answer of ['CANNOT', 'ASK_PROVIDER'] as const) {
      const text = reasonInWords({ rule, answer, limit: 3 });
      expect(text).not.toBe(rule);
      expect(text).not.toMatch(/\b(she|her|hers|he|him|his)\b/i);
    }
  });
});

describe('what would make it fit', () => {
  it('lists the changes, fewest words first', () => {
    expect(changesInWords(['ENOUGH_BEDS', 'PETS'])).toBe(
      '2 changes would make it fit: a larger space and a home for the pet.',
    );
  });

  it('says nothing when nothing is in the way', () => {
    expect(changesInWords([])).toBe('');
  });
});

describe('code lists', () => {
  it('have words for every reason to decline', () => {
    for (const { code } of DECLINE_REASONS) expect(declineInWords(code)).not.toBe(code);
  });

  it('have words for every change that would have made it a yes', () => {
    for (const change of CHANGES_TO_YES) expect(changeToYesInWords(change)).not.toBe(change);
  });

  it('join words as people do', () => {
    expect(listInWords(['a'])).toBe('a');
    expect(listInWords(['a', 'b', 'c'])).toBe('a, b and c');
  });
});

describe('areas', () => {
  it('begin with the districts of the home county', () => {
    const first = districtOptions('2026-11-21').slice(0, 6);
    expect(first.map(({ label }) => label)).toContain('Redditch');
    expect(new Set(first.map(({ group }) => group))).toEqual(new Set(['Worcestershire']));
  });

  it('offer whole counties as unsafe too', () => {
    expect(unsafeAreaOptions('2026-11-21').map(({ label }) => label)).toContain('All of Worcestershire');
  });
});
