import { lookItem } from './looks';

const look = {
  id: 'l1',
  at: '2026-11-20T12:00:00Z',
  what: 'story.read',
  inList: false,
  byRole: 'REFERRER',
  byOrganisation: 'Worcester Council',
};

describe('a look in words', () => {
  it('says what was seen, by whom, in which role and organisation', () => {
    const item = lookItem({ ...look, who: 'Sam Example' });
    expect([item.what, item.by, item.details]).toEqual(['The story', 'Sam Example, referrer, Worcester Council', []]);
  });

  it('names nobody where the person is not for the reader to know', () => {
    expect(lookItem({ ...look, who: null }).by).toBe('referrer, Worcester Council');
  });

  it('says in words what kinds of things were seen', () => {
    expect(lookItem({ ...look, what: 'dates.read' }).what).toBe('Dates that may change how safe they are');
  });

  it('says that it stood in a list, and why somebody had to open it', () => {
    const item = lookItem({ ...look, inList: true, reason: 'BREAK_GLASS' });
    expect([item.what, item.details]).toEqual(['The story, in a list', ['Why: Opened in an emergency']]);
  });
});
