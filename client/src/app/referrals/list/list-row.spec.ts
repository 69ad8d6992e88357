import { describe, expect, it } from '@jest/globals';
import { type Listed, listRow } from './list-row';

const now = new Date('2026-11-20T12:00:00Z');
const referral: Listed = {
  id: 'r1',
  reference: 'WOR-7K2M',
  status: 'WITHDRAWN',
  priority: 'P2_24H',
  tonight: 'NOWHERE',
  placeBy: null,
  createdAt: '2026-11-20T08:00:00Z',
  submittedAt: '2026-11-20T09:00:00Z',
  erasedAt: null,
  preferredName: 'Sam',
  requests: [{ id: 'q1', status: 'DECLINED' }],
};

describe('a referral in the list', () => {
  it('says who, since when, where tonight, and how many were asked', () => {
    expect(listRow(referral, now)).toMatchObject({ name: 'Sam', path: '/referrals/r1' });
    expect(listRow(referral, now).facts).toMatch(/^Sent .*9:00.*\. Tonight: nowhere.*\. 1 service asked$/);
  });

  it('leads to the story while it is a draft', () => {
    const draft = { ...referral, status: 'DRAFT', submittedAt: null, requests: [] } as const;
    expect(listRow(draft, now)).toMatchObject({ path: '/referrals/r1/story' });
    expect(listRow(draft, now).facts).toMatch(/^Begun .*Nobody asked$/);
  });

  it('says first that its story has been erased, and names nobody', () => {
    const erased = listRow({ ...referral, erasedAt: '2026-11-20T11:00:00Z', preferredName: null }, now);
    expect(erased.name).toBe('');
    expect(erased.facts).toMatch(/^The story has been erased\. Sent /);
  });
});
