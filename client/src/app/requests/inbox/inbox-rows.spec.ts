import type { InboxQuery, RequestStatus } from '../../api/generated';
import { closedGroups, openGroups } from './inbox-rows';

type Asked = InboxQuery['inbox']['edges'][number]['node'];

const aRequest = (reference: string, status: RequestStatus, more: Partial<Asked> = {}): Asked => ({
  id: reference,
  reference,
  status,
  priority: 'P1_TONIGHT',
  sentAt: '2026-11-21T23:10:00Z',
  acknowledgeBy: '2026-11-21T23:25:00Z',
  decideBy: '2026-11-22T00:10:00Z',
  decidedAt: null,
  declineReason: null,
  service: { id: 's', name: 'Rowan House' },
  facts: null,
  hold: null,
  ...more,
});

describe('the inbox', () => {
  const requests = [
    aRequest('A', 'OFFERED'),
    aRequest('B', 'NO_RESPONSE'),
    aRequest('C', 'SENT'),
    aRequest('D', 'INFO_REQUESTED'),
  ];

  it('puts what waits for an answer above what was offered long ago', () => {
    const groups = openGroups(requests, false);
    expect(groups.map(({ rows }) => rows.map(({ reference }) => reference))).toEqual([['C', 'D'], ['A'], ['B']]);
  });

  it('loses no open request', () => {
    expect(openGroups(requests, false).flatMap(({ rows }) => rows)).toHaveLength(requests.length);
  });

  it('says that it is empty by having no group', () => {
    expect(openGroups([], false)).toEqual([]);
    expect(closedGroups([], false)).toEqual([]);
  });

  it('names the service only where there are several', () => {
    expect(openGroups(requests, false)[0]?.rows[0]?.service).toBe('');
    expect(openGroups(requests, true)[0]?.rows[0]?.service).toBe('Rowan House');
  });

  it('says why a request was declined', () => {
    const [group] = closedGroups([aRequest('E', 'DECLINED', { declineReason: 'NO_VACANCY' })], false);
    expect(group?.rows[0]).toMatchObject({ reason: 'No vacancy', status: { word: 'You said no' } });
  });
});
