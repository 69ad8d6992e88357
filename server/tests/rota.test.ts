import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { clockContext } from '../src/commands/clock-context.ts';
import { watchRotas } from '../src/commands/watch-rotas.ts';
import { toGlobalId } from '../src/graphql/global-id.ts';
import { type Loose, ask, mutate } from '../testing/api.ts';
import { type TestRefuge, aRefuge } from '../testing/builders/places.ts';
import { type TestPerson, aPerson } from '../testing/people.ts';
import { aStory } from '../testing/stories.ts';
import { type World, aWorld } from '../testing/world.ts';

/** A Thursday noon in winter. */
const NOON = new Date('2026-11-26T12:00:00Z');
const EVERY_DAY = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

let world: World;
let refuge: TestRefuge;
beforeAll(async () => {
  world = await aWorld(NOON);
});
beforeEach(async () => {
  world.at(NOON);
  refuge = await aRefuge(world.store, { name: 'Rose House', confirmedAt: NOON });
});
afterAll(() => world.stop());

const serviceId = (): string => toGlobalId('Service', refuge.serviceId);
const idOf = ({ actor }: TestPerson): string => toGlobalId('OnCallPerson', actor.userId);
const shift = (change: object = {}): object => ({
  days: EVERY_DAY,
  from: '22:00',
  until: '09:00',
  personId: idOf(refuge.worker),
  ...change,
});

async function set(shifts: readonly object[], by: TestPerson = refuge.manager, more: object = {}): Promise<Loose> {
  const input = { serviceId: serviceId(), shifts, ...more };
  return mutate(await world.as(by), 'setRota', input, 'rota { rev shifts { from person { id } } }');
}
async function cover(change: object, by: TestPerson = refuge.manager): Promise<Loose> {
  const span = { from: '2026-11-26T22:00:00Z', until: '2026-11-27T09:00:00Z' };
  const input = { serviceId: serviceId(), ...span, personId: idOf(refuge.manager), ...change };
  return mutate(await world.as(by), 'addCover', input, 'rota { rev covers { id } }');
}
const READ = `query ($id: ID!) { rota(serviceId: $id) { rev mayChange shifts { days from until person { name } }
  covers { id from person { id } insteadOf { id } } roster { from until isOffice people { id } } people { id name isHere } } }`;
const read = async (by: TestPerson): Promise<Loose> => ask(await world.as(by), READ, { id: serviceId() });

const codes = ({ userErrors }: Loose): string[] =>
  userErrors.map(({ code, field }: Loose) => `${code} ${field ?? ''}`.trim());
const notices = async ({ actor }: TestPerson): Promise<string[]> =>
  (await world.store.notices.queuedFor(actor.userId))
    .filter((notice) => notice.serviceId === refuge.serviceId)
    .map(({ kind }) => kind);

describe('the rota of a service', () => {
  it('is empty at first, and says who may be put on it', async () => {
    const rota = await read(refuge.manager);
    expect(rota).toMatchObject({ rev: 0, mayChange: true, shifts: [], covers: [], roster: [] });
    expect(rota.people.map(({ id }: Loose) => id).sort()).toEqual([idOf(refuge.manager), idOf(refuge.worker)].sort());
  });

  it('is written by its manager and read by its people and the coordinator, gaps and all', async () => {
    const { userErrors, rota } = await set([shift()]);
    expect([userErrors, rota.rev]).toEqual([[], 1]);
    for (const reader of [refuge.manager, refuge.worker, world.coordinator]) {
      const shown = await read(reader);
      expect(shown.mayChange).toBe(reader === refuge.manager);
      expect(shown.roster.slice(0, 3)).toEqual([
        { from: '2026-11-26T12:00:00.000Z', until: '2026-11-26T17:00:00.000Z', isOffice: true, people: [] },
        { from: '2026-11-26T17:00:00.000Z', until: '2026-11-26T22:00:00.000Z', isOffice: false, people: [] },
        {
          ...{ from: '2026-11-26T22:00:00.000Z', until: '2026-11-27T09:00:00.000Z', isOffice: false },
          people: [{ id: idOf(refuge.worker) }],
        },
      ]);
    }
  });

  it('is there for nobody else, and changed by nobody else', async () => {
    await set([shift()]);
    const elsewhere = await aRefuge(world.store, { name: 'Elsewhere', confirmedAt: NOON });
    for (const stranger of [world.officer, elsewhere.manager])
      await expect(read(stranger)).rejects.toThrow('NOT_FOUND');
    for (const stranger of [refuge.worker, world.coordinator, world.officer, elsewhere.manager]) {
      await expect(set([], stranger)).rejects.toThrow('NOT_FOUND');
      await expect(cover({}, stranger)).rejects.toThrow('NOT_FOUND');
    }
    expect((await read(refuge.manager)).rev).toBe(1);
  });

  it('is refused in words, with the line that is wrong, and nothing is kept', async () => {
    const elsewhere = await aRefuge(world.store, { name: 'Elsewhere', confirmedAt: NOON });
    const nobody = toGlobalId('OnCallPerson', '00000000-0000-4000-8000-000000000001');
    const fine = shift({ days: ['MONDAY'], from: '12:00', until: '13:00' });
    const told: string[] = [];
    for (const wrong of [
      { days: [] },
      { from: '25:00' },
      { until: '22:00' },
      { personId: idOf(elsewhere.worker) },
      { personId: nobody },
      {},
    ]) {
      told.push(...codes(await set([fine, shift(), shift(wrong)])));
    }
    expect(told).toEqual([
      'ROTA_DAYS shifts.2',
      'TIME_NOT_REAL shifts.2',
      'ROTA_HOURS shifts.2',
      'ROTA_PERSON shifts.2',
      'ROTA_PERSON shifts.2',
      'ROTA_OVERLAP shifts.2',
    ]);
    expect((await read(refuge.manager)).rev).toBe(0);
  });

  it('is not overwritten by who has seen an older one, and of two first ones one is kept', async () => {
    const both = await Promise.all([set([shift()], refuge.manager, { rev: 0 }), set([], refuge.manager, { rev: 0 })]);
    expect(both.flatMap(codes)).toEqual(['CHANGED_MEANWHILE']);
    expect(codes(await set([], refuge.manager, { rev: 0 }))).toEqual(['CHANGED_MEANWHILE']);
  });

  it('is written down without a name or a time, and once for a key', async () => {
    const manager = await world.as(refuge.manager);
    const input = { serviceId: serviceId(), shifts: [shift()], idempotencyKey: 'the-same' };
    await mutate(manager, 'setRota', input, 'rota { rev }');
    expect((await mutate(manager, 'setRota', input, 'rota { rev }')).rota.rev).toBe(1);
    const rows = (await world.store.audit.ofActionsSince(['rota.set-done'], NOON)).filter(
      (row) => row.serviceId === refuge.serviceId,
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/22:00|Sam Example/);
  });
});

describe('a cover', () => {
  it('wins over the pattern, and taken out again the pattern holds', async () => {
    await set([shift()]);
    const { rota, userErrors } = await cover({ insteadOfId: idOf(refuge.worker) });
    expect(userErrors).toEqual([]);
    const tonight = async (): Promise<string[]> =>
      (await read(refuge.manager)).roster[2].people.map(({ id }: Loose) => id);
    expect(await tonight()).toEqual([idOf(refuge.manager)]);
    const out = { serviceId: serviceId(), coverId: rota.covers[0].id };
    const manager = await world.as(refuge.manager);
    expect(codes(await mutate(manager, 'removeCover', out, 'rota { rev }'))).toEqual([]);
    expect(await tonight()).toEqual([idOf(refuge.worker)]);
    expect(codes(await mutate(manager, 'removeCover', out, 'rota { rev }'))).toEqual(['CHANGED_MEANWHILE']);
  });

  it('is refused in words', async () => {
    expect(codes(await cover({}))).toEqual(['ROTA_EMPTY']);
    await set([shift()]);
    const elsewhere = await aRefuge(world.store, { name: 'Elsewhere', confirmedAt: NOON });
    expect(codes(await cover({ until: '2026-11-26T21:00:00Z' }))).toEqual(['COVER_END until']);
    expect(codes(await cover({ personId: idOf(elsewhere.worker) }))).toEqual(['ROTA_PERSON userId']);
    expect(codes(await cover({ insteadOfId: idOf(refuge.manager) }))).toEqual(['COVER_FOR_ONESELF insteadOf']);
    expect(codes(await cover({}))).toEqual([]);
    expect(codes(await cover({}))).toEqual(['COVER_OVERLAP from']);
  });
});

/** A request to the refuge, as its referrer sees it. */
async function request(by: TestPerson = world.officer): Promise<string> {
  const officer = await world.as(by);
  const { referral } = await mutate(
    officer,
    'saveDraft',
    { story: aStory({}), priority: 'P1_TONIGHT' },
    'referral { id }',
  );
  await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
  const sent = { referralId: referral.id, serviceIds: [serviceId()] };
  return (await mutate(officer, 'sendRequests', sent, 'requests { id }')).requests[0].id;
}
const onCall = async (id: string, by: TestPerson): Promise<Loose> =>
  (
    await ask(await world.as(by), 'query ($id: ID!) { placementRequest(id: $id) { onCall { isSomebody until } } }', {
      id,
    })
  ).onCall;

describe('whether somebody is on call', () => {
  it('is told to the referrer of an open request, until when, and never who', async () => {
    await set([shift()]);
    const id = await request();
    expect(await onCall(id, world.officer)).toEqual({ isSomebody: true, until: '2026-11-26T17:00:00.000Z' });
    world.at(new Date('2026-11-26T18:00:00Z'));
    expect(await onCall(id, world.officer)).toEqual({ isSomebody: false, until: '2026-11-26T22:00:00.000Z' });
    world.at(new Date('2026-11-26T23:00:00Z'));
    for (const reader of [world.officer, world.coordinator, refuge.worker]) {
      expect(await onCall(id, reader)).toEqual({ isSomebody: true, until: '2026-11-27T17:00:00.000Z' });
    }
  });

  it('is told to nobody once the request is answered, or where no rota is kept', async () => {
    const id = await request();
    expect(await onCall(id, world.officer)).toBeNull();
    await set([shift()]);
    expect(await onCall(id, world.officer)).not.toBeNull();
    const no = { requestId: id, reason: 'PETS', wouldBeYesIf: 'NOTHING_COULD' };
    const manager = await world.as(refuge.manager);
    expect(codes(await mutate(manager, 'declineRequest', no, 'request { status }'))).toEqual([]);
    expect(await onCall(id, world.officer)).toBeNull();
  });

  it('is no more said of somebody who has been shut out', async () => {
    await set([shift()]);
    const id = await request();
    world.at(new Date('2026-11-26T23:00:00Z'));
    await world.store.users.disable(refuge.worker.actor.userId, NOON);
    expect(await onCall(id, world.officer)).toEqual({ isSomebody: false, until: '2026-11-27T09:00:00.000Z' });
  });
});

describe('who is told of a new request', () => {
  it('is whoever is on call, and nobody else', async () => {
    await set([shift({ from: '09:00', until: '22:00' })]);
    await request();
    expect([await notices(refuge.worker), await notices(refuge.manager)]).toEqual([['NEW_REQUEST'], []]);
  });

  it.each(['no rota is kept', 'nobody is on call', 'whoever is on call has left'])(
    'is everybody where %s',
    async (why) => {
      const other = await aPerson(world.store, {
        role: 'REFUGE_WORKER',
        organisationId: refuge.organisationId,
        serviceIds: [refuge.serviceId],
      });
      if (why === 'nobody is on call') await set([shift()]);
      if (why === 'whoever is on call has left') {
        await set([shift({ from: '09:00', until: '22:00', personId: idOf(other) })]);
        await world.store.users.disable(other.actor.userId, NOON);
      }
      await request();
      expect([await notices(refuge.worker), await notices(refuge.manager)]).toEqual([['NEW_REQUEST'], ['NEW_REQUEST']]);
    },
  );

  it('is everybody who may hear of it where whoever is on call must not', async () => {
    const nurse = await aPerson(world.store, {
      role: 'REFUGE_WORKER',
      organisationId: refuge.organisationId,
      serviceIds: [refuge.serviceId],
      name: 'Unusual Surname',
    });
    await set([shift({ from: '09:00', until: '22:00', personId: idOf(nurse) })]);
    const officer = await world.as(world.officer);
    const { referral } = await mutate(
      officer,
      'saveDraft',
      { story: aStory({}), priority: 'P1_TONIGHT' },
      'referral { id }',
    );
    const people = [{ who: 'OTHER', name: 'Unusual Surname' }];
    const fence = { referralId: referral.id, rev: 0, people };
    const fenced = await mutate(officer, 'setExclusions', fence, 'referral { id }');
    expect(fenced).toMatchObject({ userErrors: [] });
    await mutate(officer, 'submitReferral', { referralId: referral.id }, 'referral { id }');
    await mutate(officer, 'sendRequests', { referralId: referral.id, serviceIds: [serviceId()] }, 'requests { id }');
    expect([await notices(nurse), await notices(refuge.worker)]).toEqual([[], ['NEW_REQUEST']]);
  });
});

describe('the file of one’s own shifts', () => {
  it('is for whoever is signed in, of their own shifts alone, and says nothing of whom or where', async () => {
    await set([shift()]);
    const file = async (by: TestPerson) => (await world.as(by)).get('/auth/shifts.ics');
    const own = await file(refuge.worker);
    expect([own.status, own.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
    expect(own.headers.get('cache-control')).toBe('no-store');
    const { text } = own;
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(56);
    expect(text).toContain('DTSTART:20261126T220000Z\r\nDTEND:20261127T090000Z\r\nSUMMARY:On call: shift');
    expect(text).not.toMatch(/Rose|Sam|refuge|abuse|haven/i);
    for (const other of [refuge.manager, world.officer]) expect((await file(other)).text).not.toContain('VEVENT');
    expect((await world.server.nobody.get('/auth/shifts.ics')).status).toBe(401);
  });
});

describe('a time in which nobody is on call', () => {
  const watch = async (at: string) => {
    world.at(new Date(at));
    return watchRotas(clockContext(world.store, world.now()));
  };
  const ofGaps = async (person: TestPerson): Promise<string[]> =>
    (await notices(person)).filter((kind) => kind.startsWith('ROTA'));
  const tasks = async (by: TestPerson): Promise<string[]> => {
    const work = await ask(
      await world.as(by),
      '{ myWork(first: 50) { edges { node { kind dueAt service { id } } } } }',
    );
    return work.edges.flatMap(({ node }: Loose) =>
      node.service?.id === serviceId() ? [`${node.kind} ${node.dueAt}`] : [],
    );
  };
  // Somebody always, but on Saturday from nine in the morning.
  const WITH_A_GAP = [
    { from: '09:00', until: '22:00', days: EVERY_DAY.filter((day) => day !== 'SATURDAY') },
    { from: '22:00', until: '09:00', days: EVERY_DAY },
  ];

  it('is told to the managers 48 hours before, and to the coordinator 12 hours before, once each', async () => {
    await set(WITH_A_GAP.map(shift));
    await watch('2026-11-26T08:59:00Z');
    expect(await ofGaps(refuge.manager)).toEqual([]);
    await watch('2026-11-26T09:01:00Z');
    await watch('2026-11-26T09:16:00Z');
    expect([await ofGaps(refuge.manager), await ofGaps(refuge.worker)]).toEqual([['ROTA_GAP'], []]);
    expect(await ofGaps(world.coordinator)).toEqual([]);
    expect([await tasks(refuge.manager), await tasks(world.coordinator)]).toEqual([
      ['FILL_ROTA 2026-11-28T09:00:00.000Z'],
      [],
    ]);

    await watch('2026-11-27T21:01:00Z');
    await watch('2026-11-28T10:00:00Z');
    expect(await ofGaps(world.coordinator)).toEqual(['ROTA_GAP_SOON']);
    expect(await ofGaps(refuge.manager)).toEqual(['ROTA_GAP']);
    expect(await tasks(world.coordinator)).toEqual(['FILL_ROTA 2026-11-28T09:00:00.000Z']);
    const [notice] = await world.store.notices.queuedFor(refuge.manager.actor.userId);
    expect(JSON.stringify(notice)).not.toMatch(/Rose|Sam|22:00/);
  });

  it('is told once by two workers at the same time', async () => {
    await set(WITH_A_GAP.map(shift));
    await Promise.all([watch('2026-11-26T09:01:00Z'), watch('2026-11-26T09:01:00Z'), watch('2026-11-26T09:01:00Z')]);
    expect(await ofGaps(refuge.manager)).toEqual(['ROTA_GAP']);
    expect(await world.store.rotaGaps.ofService(refuge.serviceId)).toHaveLength(1);
  });

  it('that has been filled is no task any more, and is forgotten', async () => {
    await set(WITH_A_GAP.map(shift));
    await watch('2026-11-26T09:01:00Z');
    await cover({ from: '2026-11-28T09:00:00Z', until: '2026-11-28T22:00:00Z' });
    expect(await tasks(refuge.manager)).toEqual([]);
    await watch('2026-11-26T09:16:00Z');
    expect(await world.store.rotaGaps.ofService(refuge.serviceId)).toEqual([]);
  });
});
