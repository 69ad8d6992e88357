import { found, numberRow } from './ring-back-words';

const known = {
  id: 'one',
  name: 'Worcester housing team',
  number: '01632 960 200',
  checkedAt: '2026-11-20T12:00:00Z',
  isOld: false,
  mayCheck: false,
};

describe('a number to ring back', () => {
  it('is dialled without its spaces, and says when it was checked', () => {
    expect(numberRow(known)).toMatchObject({ dial: '01632960200', words: 'Checked on 20 November 2026' });
  });

  it('is not offered when nobody has checked one, or too long ago: the coordinator is asked', () => {
    for (const row of [numberRow({ ...known, number: null, checkedAt: null }), numberRow({ ...known, isOld: true })]) {
      expect(row.dial).toBe('');
      expect(row.words).toContain('Ring the county coordinator.');
    }
  });

  it('is found by a part of the name', () => {
    const rows = [numberRow(known), numberRow({ ...known, id: 'two', name: 'Severn Haven' })];
    expect(found(rows, ' HOUSING ').map(({ id }) => id)).toEqual(['one']);
    expect(found(rows, '').length).toBe(2);
    expect(found(rows, 'nobody')).toEqual([]);
  });
});
