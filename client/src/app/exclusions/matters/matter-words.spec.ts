import { matterRow } from './matter-words';

const matter = {
  userId: 'u1',
  name: 'Robin Ashdown',
  role: 'REFERRER',
  organisationName: 'Council',
  why: 'MATCH',
  verdict: null,
} as const;

describe('what is said of one person', () => {
  it('says who they are, why, and that they are shut out until somebody has looked', () => {
    const row = matterRow(matter);
    expect([row.who, row.state]).toEqual(['referrer, Council', 'Not looked at yet. Meanwhile they cannot see it.']);
    expect([row.mayLetIn, row.mayKeepOut]).toEqual([true, true]);
  });

  it('never offers to let in somebody who said that they know somebody', () => {
    expect(matterRow({ ...matter, why: 'CONFLICT' }).mayLetIn).toBe(false);
  });

  it('offers to change what was decided, and not to decide the same again', () => {
    const [kept, let_] = [matterRow({ ...matter, verdict: 'KEEP_OUT' }), matterRow({ ...matter, verdict: 'LET_IN' })];
    expect([kept.mayLetIn, kept.mayKeepOut, let_.mayLetIn, let_.mayKeepOut]).toEqual([true, false, false, true]);
  });
});
