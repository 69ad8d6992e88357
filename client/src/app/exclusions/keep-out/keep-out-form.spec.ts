import { EMPTY_FORM, formOf, toInput } from './keep-out-form';

const said = {
  rev: 3,
  people: [
    { who: 'PERPETRATOR', name: 'Robin Ashdown' },
    { who: 'OTHER', name: 'Kit Marlow' },
    { who: 'OTHER', name: 'Lee Park' },
  ],
  organisations: [{ id: 'o1' }],
  restricted: true,
  openTo: ['u1'],
  colleagues: [],
  choices: [],
} as const;

describe('who must not see a referral, as it is typed', () => {
  it('is what was said before, one name a line', () => {
    expect(formOf(said)).toEqual({
      perpetrators: 'Robin Ashdown',
      associates: '',
      others: 'Kit Marlow\nLee Park',
      organisationIds: ['o1'],
      restricted: 'YES',
      openTo: ['u1'],
    });
  });

  it('goes out as it came', () => {
    const { people, restricted, openTo } = said;
    expect(toInput(formOf(said))).toEqual({ people, restricted, openTo, organisationIds: ['o1'] });
  });

  it('leaves out empty lines and spaces around a name', () => {
    const { people } = toInput({ ...EMPTY_FORM, associates: '\n  Ana Lee \n\n' });
    expect(people).toEqual([{ who: 'ASSOCIATE', name: 'Ana Lee' }]);
  });
});
