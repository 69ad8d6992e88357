import type { ReplaceListQuery } from '../../api/generated';
import { againRow } from './again-row';

type Row = ReplaceListQuery['replaceList'][number];

const NOW = new Date('2026-11-20T21:30:00Z');
const ROW: Row = {
  reference: 'WOR-7K2M',
  service: { id: 's1', name: 'A refuge' },
  unitLabel: 'Room 2',
  loss: 'AGREED',
  reason: 'FIRE_OR_FLOOD',
  lostAt: '2026-11-20T21:00:00Z',
  needs: 'P1_TONIGHT',
  stands: 'LOOKING',
  referral: { id: 'r1', actions: ['sendRequests'] },
  referrerName: 'A council',
  tonight: 'NOWHERE',
  asked: 2,
};

describe('a household to be placed again', () => {
  it('says what was lost, where, why and since when, and how it stands', () => {
    expect(againRow(ROW, NOW)).toMatchObject({
      lost: 'They had said yes to it',
      where: 'A refuge, Room 2',
      why: 'Fire or flood',
      since: expect.stringMatching(/^30 minutes ago/),
      stands: { word: 'Looking for a place' },
      asked: '2 services asked again',
      mayAsk: true,
    });
  });

  it.each([
    [{ asked: 0 }, 'No service asked again yet'],
    [{ asked: 1 }, '1 service asked again'],
    [{ stands: 'OFFERED' }, ''],
  ] as const)('says whether anybody was asked again: %o', (change, words) => {
    expect(againRow({ ...ROW, ...change }, NOW).asked).toBe(words);
  });

  it('does not say of whoever must move that they are safe where they are', () => {
    const home = { loss: 'HOME', stands: 'LIVES_THERE', tonight: 'SAFE_WHERE_THEY_ARE' } as const;
    expect(againRow({ ...ROW, ...home }, NOW).tonight).toBeUndefined();
  });

  it('leaves out for the service what is not for it', () => {
    const own = { ...ROW, referral: null, referrerName: null, tonight: null, asked: null };
    const nothing = { referralId: undefined, referrer: null, tonight: undefined, asked: '', mayAsk: false };
    expect(againRow(own, NOW)).toMatchObject(nothing);
  });
});
