import { nextAct } from './next-act';

const referral = { id: 'r1', status: 'SUBMITTED', actions: [], hold: null } as const;

describe('the next thing to do', () => {
  it('is to finish a draft', () => {
    expect(nextAct({ ...referral, status: 'DRAFT', actions: ['submitReferral'] }).path).toBe('/referrals/r1/story');
  });

  it('is to ask services once it is sent', () => {
    expect(nextAct({ ...referral, actions: ['sendRequests'] }).button).toBe('Find places and ask');
  });

  it('is to ask services in a new round, in which nobody has been asked, and to wait while one decides', () => {
    const again = { ...referral, status: 'SEEKING', actions: ['sendRequests'] } as const;
    expect(nextAct({ ...again, requests: [{ status: 'SUPERSEDED' }] as never }).path).toBe('/referrals/r1/places');
    expect(nextAct({ ...again, requests: [] }).path).toBe('/referrals/r1/places');
    expect(nextAct({ ...again, requests: [{ status: 'SENT' }] as never }).path).toBeUndefined();
  });

  it('is to wait for the coordinator, for an agency that may not search', () => {
    expect(nextAct(referral)).toEqual({ text: expect.stringContaining('coordinator looks for a place') });
  });

  it('is to ask the survivor as soon as a place is offered, whatever else could be done', () => {
    const hold = { actions: ['acceptOffer', 'declineOffer'] } as never;
    expect(nextAct({ ...referral, status: 'OFFERED', actions: ['sendRequests'], hold }).path).toBe(
      '/referrals/r1/offer',
    );
  });

  it('is to look whether they are safe while that is asked, even once they have arrived', () => {
    expect(nextAct({ ...referral, status: 'ARRIVED', actions: ['recordSafetyCheck'] }).path).toBe(
      '/referrals/r1/safety',
    );
  });

  it('is to try to reach them while the search is paused', () => {
    const paused = { ...referral, status: 'PAUSED_SAFE_CONTACT', actions: ['resumeReferral'] } as const;
    expect(nextAct(paused)).toMatchObject({
      text: expect.stringContaining('Nothing is closed'),
      path: '/referrals/r1/reach',
    });
  });

  it('is to ask the police where that is to be done, before anything but an offer', () => {
    const actions = ['noteWelfareCheck', 'resumeReferral'];
    expect(nextAct({ ...referral, status: 'PAUSED_SAFE_CONTACT', actions }).path).toBe('/referrals/r1/police');
    const hold = { actions: ['acceptOffer'] } as never;
    expect(nextAct({ ...referral, status: 'PAUSED_SAFE_CONTACT', actions, hold }).path).toBe('/referrals/r1/offer');
  });

  it('is to see where to go once the survivor has agreed', () => {
    const hold = { actions: ['declineOffer'] } as never;
    expect(nextAct({ ...referral, status: 'AGREED', hold }).path).toBe('/referrals/r1/where');
  });

  it('is to look after a household that did not arrive', () => {
    expect(nextAct({ ...referral, status: 'NO_SHOW' }).text).toContain('welfare');
  });
});
