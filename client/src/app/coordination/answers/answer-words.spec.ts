import { answerTables, reasonRows } from './answer-words';

const ANSWERS = {
  service: null,
  from: '2025-11',
  to: '2026-10',
  answered: 40,
  no: 15,
  byPhone: null,
  reasons: [
    { code: 'NO_VACANCY', count: 10 },
    { code: 'PETS', count: 0 },
    { code: 'OLDER_MALE_CHILD', count: null },
  ],
  groups: [
    {
      group: 'AGE',
      rows: [
        { code: 'UNDER_18', answered: null, no: null, noShare: null },
        { code: 'FROM_18', answered: 40, no: 15, noShare: 40 },
        { code: 'FROM_60', answered: 0, no: 0, noShare: 0 },
      ],
    },
  ],
};

describe('how services answer, in words', () => {
  it('says what may not be shown, and nothing of a hundred where nobody was', () => {
    const [age] = answerTables(ANSWERS);
    expect(age?.caption).toBe('Age of the applicant');
    expect(age?.rows).toEqual([
      { label: 'Under 18', answered: 'Not shown', no: 'Not shown', share: 'Not shown' },
      { label: '18 to 24', answered: '40', no: '15', share: '40 in 100' },
      { label: '60 and over', answered: '0', no: '0', share: '–' },
    ]);
  });

  it('leaves out reasons that nobody gave, and not those that are few', () => {
    expect(reasonRows(ANSWERS)).toEqual([
      { label: 'No vacancy', count: '10' },
      { label: 'Older son', count: 'Not shown' },
    ]);
  });
});
