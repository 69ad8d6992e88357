import { describe, expect, it } from '@jest/globals';
import { type Context } from '../context.ts';
import { aStay, allowed, anAgreement, anOffer } from '../../testing/builders/cases.ts';
import { aKey, asActor, minutesAfter } from '../../testing/builders/people.ts';
import type { TestRefuge } from '../../testing/builders/places.ts';
import { NOON, aDesk, toldTo } from '../../testing/desk.ts';
import { aPerson } from '../../testing/people.ts';
import { releasesOf } from '../queries/releases.ts';
import { declineOffer } from './decline-offer.ts';
import { releasePlace } from './release-place.ts';
import { showPlace } from './show-place.ts';
import { takeBackRelease } from './take-back-release.ts';
import { withdrawOffer } from './withdraw-offer.ts';

const desk = aDesk();
const until = minutesAfter(NOON, 180);
const ADDRESS = { lines: ['1 Hidden Lane'], postcode: 'ZZ1 1ZZ' };
const NOBODY = '00000000-0000-4000-8000-0000000000aa' as Awaited<ReturnType<typeof anOffer>>['holdId'];
const NOT_SHOWN = { allowed: false, reason: 'PLACE_NOT_SHOWN' };

/** Somebody who has proved who they are so many minutes after noon, and acts then. */
const proven = (context: Context, minutes = 0): Context => {
  const now = minutesAfter(NOON, minutes);
  return { ...context, now, actor: { ...context.actor, elevatedAt: now } };
};
const managerOf = (refuge: TestRefuge): Context => asActor(refuge.manager, desk.store, NOON);
const release = (refuge: TestRefuge, holdId: Awaited<ReturnType<typeof anOffer>>['holdId'], to = desk.officer) =>
  releasePlace(managerOf(refuge), { idempotencyKey: aKey(), holdId, toUserId: to.actor.userId, until });

/** An agreed place whose service has told the officer where it is. */
async function aToldPlace() {
  const refuge = await desk.refuge();
  const agreed = await anAgreement(desk.officer, refuge);
  allowed(await release(refuge, agreed.holdId));
  return { refuge, ...agreed };
}

/** The codes of the record about a hold, in order. */
async function record(holdId: string): Promise<readonly string[]> {
  const rows = await desk.store.audit.since(new Date(0), 10_000);
  return rows
    .filter((row) => row.holdId === holdId && row.action.startsWith('place.'))
    .map(({ action, reason }) => [action, reason].filter(Boolean).join(' '));
}

describe('releasing a place', () => {
  it('lets the person who is named see it, once they have proved who they are, and tells them that something waits', async () => {
    const { holdId } = await aToldPlace();
    expect(await showPlace(proven(desk.officer), { holdId })).toEqual({ allowed: true, value: ADDRESS });
    expect(await record(holdId)).toEqual(['place.released', 'place.shown']);
    expect(await toldTo(desk.store, desk.officer)).toContain('PLACE_RELEASED');
  });

  it('is refused before the survivor has agreed, and after they have arrived', async () => {
    const refuge = await desk.refuge();
    const { holdId } = await anOffer(desk.officer, refuge);
    expect(await release(refuge, holdId)).toEqual({ allowed: false, reason: 'PLACE_NOT_AGREED' });
    const lived = await desk.refuge();
    const stay = await aStay(desk.officer, lived);
    expect(await release(lived, stay.holdId)).toEqual({ allowed: false, reason: 'PLACE_NOT_AGREED' });
  });

  it('names only people of the organisation that refers, or a coordinator', async () => {
    const refuge = await desk.refuge();
    const { holdId } = await anAgreement(desk.officer, refuge);
    const { organisationId } = desk.officer.actor;
    const admin = desk.as(await aPerson(desk.store, { role: 'ORG_ADMIN', organisationId }));
    for (const somebody of [desk.stranger, admin, managerOf(refuge)]) {
      expect(await release(refuge, holdId, somebody)).toEqual({
        allowed: false,
        reason: 'PERSON_NOT_CHOSEN',
        field: 'toUserId',
      });
    }
    allowed(await release(refuge, holdId, desk.coordinator));
    expect((await showPlace(proven(desk.coordinator), { holdId })).allowed).toBe(true);
  });

  it('is the service’s to do: nobody else finds the hold', async () => {
    const refuge = await desk.refuge();
    const { holdId } = await anAgreement(desk.officer, refuge);
    const other = managerOf(await desk.refuge());
    for (const somebody of [desk.officer, desk.coordinator, desk.stranger, other]) {
      const input = { idempotencyKey: aKey(), holdId, toUserId: somebody.actor.userId, until };
      await expect(releasePlace(somebody, input)).rejects.toThrow('Hold');
    }
  });
});

describe('looking at a place', () => {
  it('needs a proof of the last five minutes', async () => {
    const { holdId } = await aToldPlace();
    const proof = proven(desk.officer).actor;
    const after = (minutes: number): Context => ({ ...desk.officer, actor: proof, now: minutesAfter(NOON, minutes) });
    expect(await showPlace(desk.officer, { holdId })).toEqual(NOT_SHOWN);
    expect(await showPlace(after(5), { holdId })).toEqual(NOT_SHOWN);
    expect((await showPlace(after(4), { holdId })).allowed).toBe(true);
    expect(await record(holdId)).toEqual([
      'place.released',
      'place.not-shown NOT_PROVEN',
      'place.not-shown NOT_PROVEN',
      'place.shown',
    ]);
  });

  it('is refused to a colleague who was not named, in the same words', async () => {
    const { holdId } = await aToldPlace();
    const { organisationId } = desk.officer.actor;
    const colleague = desk.as(await aPerson(desk.store, { role: 'REFERRER', organisationId }));
    expect(await showPlace(proven(colleague), { holdId })).toEqual(NOT_SHOWN);
    expect(await showPlace(proven(desk.coordinator), { holdId })).toEqual(NOT_SHOWN);
    expect(await record(holdId)).toEqual([
      'place.released',
      'place.not-shown NOT_RELEASED',
      'place.not-shown NOT_RELEASED',
    ]);
  });

  it('finds nothing for anybody else, as for a hold that never was, and the attempt is in the record', async () => {
    const { holdId } = await aToldPlace();
    for (const id of [holdId, NOBODY]) {
      await expect(showPlace(proven(desk.stranger), { holdId: id })).rejects.toThrow('Hold');
      expect((await record(id)).at(-1)).toBe('place.not-shown NOT_THEIRS');
    }
  });

  it.each([
    [
      'the survivor changes their mind',
      (holdId, _refuge) =>
        declineOffer(desk.officer, { idempotencyKey: aKey(), holdId, reason: 'SURVIVOR_CHANGED_MIND' }),
    ],
    [
      'the service takes its offer back',
      (holdId, refuge) =>
        withdrawOffer(managerOf(refuge), { idempotencyKey: aKey(), holdId, reason: 'STAFFING_CAPACITY' }),
    ],
    ['the address has become known', (_holdId, { siteId }) => desk.store.sites.setSecurityCompromised(siteId, true)],
  ] as const satisfies readonly (readonly [
    string,
    (holdId: Awaited<ReturnType<typeof anOffer>>['holdId'], refuge: TestRefuge) => Promise<unknown>,
  ])[])('ends when %s', async (_name, happens) => {
    const { holdId, refuge } = await aToldPlace();
    await happens(holdId, refuge);
    expect(await showPlace(proven(desk.officer), { holdId })).toEqual(NOT_SHOWN);
    expect((await record(holdId)).at(-1)).toBe('place.not-shown NOT_OPEN');
  });

  it('ends when the service takes its word back, and can be given anew', async () => {
    const { holdId, refuge } = await aToldPlace();
    const hold = await desk.store.holds.get(holdId);
    const [given] = hold ? await releasesOf(managerOf(refuge), hold) : [];
    const back = { idempotencyKey: aKey(), releaseId: given?.release.id ?? ('' as never) };
    allowed(await takeBackRelease(managerOf(refuge), back));
    expect(await showPlace(proven(desk.officer), { holdId })).toEqual(NOT_SHOWN);
    expect((await takeBackRelease(managerOf(refuge), { ...back, idempotencyKey: aKey() })).allowed).toBe(false);
    allowed(await release(refuge, holdId));
    expect((await showPlace(proven(desk.officer), { holdId })).allowed).toBe(true);
  });

  it('ends with the time that the service has set', async () => {
    const { holdId } = await aToldPlace();
    expect((await showPlace(proven(desk.officer, 179), { holdId })).allowed).toBe(true);
    expect(await showPlace(proven(desk.officer, 180), { holdId })).toEqual(NOT_SHOWN);
  });

  it('is possible five times in an hour, whichever places they are, and twelve at once are five', async () => {
    const officer = desk.as(await aPerson(desk.store, { role: 'REFERRER' }));
    const places: (typeof NOBODY)[] = [];
    for (let count = 0; count < 2; count += 1) {
      const refuge = await desk.refuge();
      const { holdId } = await anAgreement(officer, refuge);
      allowed(await release(refuge, holdId, officer));
      places.push(holdId);
    }
    const attempts = Array.from({ length: 12 }, (_, at) =>
      showPlace(proven(officer), { holdId: places[at % 2] ?? NOBODY }),
    );
    const shown = (await Promise.all(attempts)).filter((look) => look.allowed);
    expect(shown).toHaveLength(5);
    expect((await showPlace(proven(officer, 59), { holdId: places[0] ?? NOBODY })).allowed).toBe(false);
    expect((await showPlace(proven(officer, 60), { holdId: places[0] ?? NOBODY })).allowed).toBe(true);
  });

  it('shows nothing when the record cannot be written', async () => {
    const { holdId } = await aToldPlace();
    const { store } = desk;
    const noRecord: Context['store'] = {
      ...store,
      inTransaction: (work) =>
        store.inTransaction((tx) =>
          work({ ...tx, audit: { ...tx.audit, add: () => Promise.reject(new Error('full')) } }),
        ),
    };
    await expect(showPlace({ ...proven(desk.officer), store: noRecord }, { holdId })).rejects.toThrow('full');
    const hold = await store.holds.get(holdId);
    expect(hold && (await releasesOf(desk.officer, hold))[0]?.release.timesSeen).toBe(0);
  });
});
