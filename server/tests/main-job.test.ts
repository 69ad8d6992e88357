import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, seedDemo } from '../scripts/seed-demo.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { type TestServer, type Visitor, startServer } from '../testing/server.ts';
import { type TestStore, startStore } from '../testing/store.ts';
import { aStory } from '../testing/stories.ts';

let own: TestStore;
let server: TestServer;
let now = new Date('2026-11-23T10:00:00Z');
const minuteLater = (): void => void (now = new Date(now.getTime() + 60_000));

beforeAll(async () => {
  own = await startStore();
  await seedDemo(own.store, now);
  server = await startServer({ store: own.store, clock: () => now });
});
afterAll(async () => {
  await server.stop();
  await own.stop();
});

const as = (login: string): Promise<Visitor> => server.signIn({ email: `${login}@example.org` }, DEMO_PASSWORD);

const PLACES = `unitId unitRev label answer mayHold freshness whyHere service { id name } reasons { rule answer limit }`;

describe('the main job', () => {
  it('takes one story to one safe bed', async () => {
    const officer = await as('officer.worcester');
    const begun = await mutate(officer, 'saveDraft', { story: aStory() }, 'referral { id rev missingFacts actions }');
    expect(begun.userErrors).toEqual([]);
    expect(begun.referral.missingFacts).toEqual([]);
    const referralId: string = begun.referral.id;
    minuteLater();
    const sent = await mutate(
      officer,
      'submitReferral',
      { referralId },
      'referral { status placeBy actions nextStep { step } }',
    );
    expect(sent).toMatchObject({
      userErrors: [],
      referral: { status: 'SUBMITTED', placeBy: '2026-11-23T14:01:00.000Z' },
    });

    minuteLater();
    const found = await ask(
      officer,
      `query ($id: ID!) { findPlaces(referralId: $id) { fits { ${PLACES} } ask { ${PLACES} } nearest { ${PLACES} } services { service { name } answer } boardAgeMs } }`,
      { id: referralId },
    );
    expect(found.fits.length).toBeGreaterThan(3);
    const rowan = found.fits.find((place: Loose) => place.service.name === 'Severn House');
    expect(rowan.mayHold).toBe(true);

    minuteLater();
    const asked = await mutate(
      officer,
      'sendRequests',
      { referralId, serviceIds: [rowan.service.id] },
      'requests { id status acknowledgeBy } referral { status }',
    );
    expect(asked).toMatchObject({ userErrors: [], referral: { status: 'SEEKING' } });

    const manager = await as('manager.severn');
    const inbox = await ask(
      manager,
      '{ inbox { totalCount edges { node { id reference facts { adults } referral { id } candidates { free answer unit { id label status } } actions } } } }',
    );
    expect(inbox.totalCount).toBe(1);
    const request = inbox.edges[0].node;
    expect(request).toMatchObject({ facts: { adults: 1 }, referral: null });
    const [candidate] = request.candidates;
    expect(candidate).toMatchObject({ free: true, answer: 'FITS' });

    minuteLater();
    await mutate(manager, 'acknowledgeRequest', { requestId: request.id }, 'request { status }');
    minuteLater();
    const offer = await mutate(
      manager,
      'makeOffer',
      { requestId: request.id, unitId: candidate.unit.id, meetingPoint: 'The station, main door' },
      'hold { id offered expiresAt meetingPoint } request { status }',
    );
    expect(offer).toMatchObject({ userErrors: [], request: { status: 'OFFERED' }, hold: { offered: true } });

    const mine = await ask(officer, '{ myWork { edges { node { kind reference hold { id meetingPoint } } } } }');
    expect(mine.edges[0].node).toMatchObject({ kind: 'ASK_SURVIVOR', hold: { meetingPoint: null } });
    minuteLater();
    const accepted = await mutate(
      officer,
      'acceptOffer',
      { holdId: offer.hold.id, survivorAgrees: true },
      'hold { status meetingPoint } referral { status }',
    );
    expect(accepted).toMatchObject({
      userErrors: [],
      referral: { status: 'AGREED' },
      hold: { meetingPoint: 'The station, main door' },
    });

    minuteLater();
    const arrived = await mutate(
      manager,
      'recordArrival',
      { holdId: offer.hold.id },
      'placement { id arrivedOn } unit { status }',
    );
    expect(arrived).toMatchObject({
      userErrors: [],
      placement: { arrivedOn: '2026-11-23' },
      unit: { status: 'OCCUPIED' },
    });

    const timeline = await ask(
      officer,
      'query ($id: ID!) { referral(id: $id) { status timeline(first: 30) { edges { node { what byRole serviceName } } } } }',
      { id: referralId },
    );
    expect(timeline.status).toBe('ARRIVED');
    expect(timeline.timeline.edges.map(({ node }: Loose) => node.what)).toEqual([
      'placement.arrived',
      'arrangement.ended',
      'hold.accepted',
      'hold.offered',
      'arrangement.asked',
      'request.acknowledged',
      'request.sent',
      'referral.submitted',
      'referral.begun',
    ]);
  });
});
