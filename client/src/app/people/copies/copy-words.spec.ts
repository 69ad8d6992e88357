import { choices, ownKeys, requestRow, withheld } from './copy-words';

const NOW = new Date('2026-11-20T12:00:00Z');
const asked = {
  id: 'one',
  reference: 'WOR-7K2MP',
  state: 'OPEN',
  receivedOn: '2026-11-19',
  dueOn: '2026-12-19',
  isLate: false,
  identity: 'IN_PERSON',
  preparedByName: null,
  releasedByName: null,
  copyUntil: null,
  mayRelease: false,
};

describe('a request for a copy, in words', () => {
  it('says what is due and who has to do it', () => {
    expect(requestRow(asked, NOW).words).toContain('Nobody has prepared a copy yet.');
    const prepared = { ...asked, state: 'PREPARED', preparedByName: 'Anna Fry', mayRelease: true };
    expect(requestRow(prepared, NOW)).toMatchObject({ opens: 'Read the copy', tag: { word: 'For you to read' } });
    expect(requestRow(prepared, NOW).words).toContain('Prepared by Anna Fry: somebody else has to read');
  });

  it('is late before anything else', () => {
    expect(requestRow({ ...asked, isLate: true, mayRelease: true }, NOW).tag?.word).toBe('Late');
  });

  it('opens the copy until its last moment, and nothing after it or after an end without one', () => {
    const released = { ...asked, state: 'RELEASED', copyUntil: '2026-11-20T12:00:00.001Z' };
    expect(requestRow(released, NOW).opens).toContain('Take the copy out');
    expect(requestRow({ ...released, copyUntil: NOW.toISOString() }, NOW).opens).toBe('');
    expect(requestRow({ ...asked, state: 'CLOSED' }, NOW)).toMatchObject({ opens: '', mayClose: false });
  });
});

describe('the parts of a story', () => {
  const item = (key: string, tag: string) => ({ key, label: key, tag, text: tag === 'OWN' ? 'hers' : '' });
  const items = [
    item('name', 'OWN'),
    item('background', 'MIXED'),
    item('others', 'OTHER_PERSON'),
    item('places', 'WITHHELD'),
  ];

  it('can be chosen where they are the person’s own; what others may be in says so and is not chosen yet', () => {
    expect(choices(items).map(({ value, label }) => [value, label])).toEqual([
      ['name', 'name'],
      ['background', 'background (read it: others may be in it)'],
    ]);
    expect(ownKeys(items)).toEqual(['name']);
  });

  it('are named where they are withheld', () => {
    expect(withheld(items)).toEqual(['others', 'places']);
  });
});
