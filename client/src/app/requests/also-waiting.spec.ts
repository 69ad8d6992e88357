import { alsoWaitingRows } from './also-waiting';

const other = (reference: string, comesFirst: boolean, because: string) => ({
  comesFirst,
  because,
  request: { id: reference, reference },
});

describe('other households that could have the same space', () => {
  it('stand with those on top that come first, each with the reason', () => {
    const rows = alsoWaitingRows([other('A', false, 'PRIORITY'), other('B', true, 'TONIGHT')]);
    expect(rows.map(({ reference, words }) => `${reference} ${words}`)).toEqual([
      'B comes before this household: tonight is less safe.',
      'A comes after this household: for this one a place is needed sooner.',
    ]);
  });

  it('have words even for a reason that this page does not know', () => {
    expect(alsoWaitingRows([other('A', true, 'NEW')])[0]?.words).toContain('they asked first');
  });
});
