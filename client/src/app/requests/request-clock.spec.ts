import type { AskedHoldFragment, RequestStatus } from '../api/generated';
import { adviceOn, clockOf } from './request-clock';

const TIMES = { acknowledgeBy: '2026-11-21T23:25:00Z', decideBy: '2026-11-22T00:10:00Z' };

const aHold = (hold: Partial<AskedHoldFragment>): AskedHoldFragment => ({
  id: 'h',
  status: 'HELD',
  offered: true,
  frozen: false,
  expiresAt: '2026-11-22T02:00:00Z',
  unitLabel: 'Room 4',
  arrivalFrom: null,
  arrivalUntil: null,
  meetingPoint: null,
  actions: [],
  rev: 1,
  ...hold,
});

describe('the clock of a request', () => {
  it.each<[RequestStatus, string]>([
    ['SENT', TIMES.acknowledgeBy],
    ['SEEN', TIMES.acknowledgeBy],
    ['ACKNOWLEDGED', TIMES.decideBy],
    ['INFO_REQUESTED', TIMES.decideBy],
  ])('of one that is %s runs until %s', (status, until) => {
    expect(clockOf({ status, ...TIMES, hold: null })?.until).toBe(until);
  });

  it('of an offer runs out with its hold', () => {
    const clock = clockOf({ status: 'OFFERED', ...TIMES, hold: aHold({}) });
    expect(clock).toEqual({ label: 'Survivor answers by', until: '2026-11-22T02:00:00Z', kind: 'RUNS_OUT' });
  });

  it('of an agreed offer is the arrival, if one was arranged', () => {
    const hold = aHold({ status: 'SURVIVOR_ACCEPTED', arrivalUntil: '2026-11-22T01:00:00Z' });
    expect(clockOf({ status: 'OFFERED', ...TIMES, hold })?.label).toBe('Arrives by');
    expect(clockOf({ status: 'OFFERED', ...TIMES, hold: aHold({ status: 'SURVIVOR_ACCEPTED' }) })).toBeUndefined();
  });

  it('stops when they have arrived', () => {
    const hold = aHold({ status: 'ARRIVED', arrivalUntil: '2026-11-22T01:00:00Z' });
    expect(clockOf({ status: 'OFFERED', ...TIMES, hold })).toBeUndefined();
  });

  it.each<RequestStatus>(['DECLINED', 'NO_RESPONSE', 'SUPERSEDED', 'OFFER_ENDED'])(
    'does not run for one that is %s',
    (status) => {
      expect(clockOf({ status, ...TIMES, hold: null })).toBeUndefined();
    },
  );
});

describe('advice on a request', () => {
  it('says that a late yes still counts, while it does', () => {
    expect(adviceOn({ status: 'NO_RESPONSE', actions: ['makeOffer'] })).toContain('You can still say yes');
    expect(adviceOn({ status: 'NO_RESPONSE', actions: [] })).not.toContain('still say yes');
  });

  it('is silent where the next step is plain', () => {
    expect(adviceOn({ status: 'SEEN', actions: ['makeOffer'] })).toBe('');
  });
});
