import type { HoldId, OrganisationId, PlacementId, PlacementRequestId, ReferralId } from '@openhaven/domain/ids';
import { beginSession } from '../../src/access/session.ts';
import { openInEmergency } from '../../src/commands/break-glass.ts';
import { declareConflict } from '../../src/commands/declare-conflict.ts';
import { reviewExclusion } from '../../src/commands/review-exclusion.ts';
import { type ExclusionsInput, setExclusions } from '../../src/commands/set-exclusions.ts';
import { withdrawReferral } from '../../src/commands/withdraw-referral.ts';
import type { Context } from '../../src/context.ts';
import { aDraft, aRequest, aSentReferral, aStay, allowed, anAgreement, anOffer } from '../../testing/builders/cases.ts';
import { aKey, asActor } from '../../testing/builders/people.ts';
import { type TestRefuge, aRefuge } from '../../testing/builders/places.ts';
import { type TestPerson, aPerson } from '../../testing/people.ts';
import type { Visitor } from '../../testing/server.ts';
import type { World } from '../../testing/world.ts';
import { type FencedState, type PlainState, ROLE_WORDS, type Seat, type State } from './table.ts';

/** A case as far as it has gone. */
export interface Case {
  readonly referralId: ReferralId;
  readonly requestId?: PlacementRequestId;
  readonly holdId?: HoldId;
  readonly placementId?: PlacementId;
}

const MEET = 'By the station';
/** A surname of letters for each person, so that nobody is taken for somebody else. */
const lettersOf = (n: number): string => String(n).replace(/\d/g, (digit) => 'abcdefghij'.charAt(Number(digit)));

/** A county in which one refuge is asked, and everybody who could want to look. */
export class Scene {
  readonly world: World;
  readonly refuge: TestRefuge;
  readonly elsewhere: TestRefuge;
  #people = 0;

  private constructor(world: World, refuge: TestRefuge, elsewhere: TestRefuge) {
    this.world = world;
    this.refuge = refuge;
    this.elsewhere = elsewhere;
  }

  /** @param spaces how many cases may hold a space at once */
  static async in(world: World, spaces: number): Promise<Scene> {
    const confirmedAt = world.now();
    const refuge = await aRefuge(world.store, { units: spaces, confirmedAt });
    return new Scene(world, refuge, await aRefuge(world.store, { name: 'Elsewhere', confirmedAt }));
  }

  /** Somebody new of that role and standing, with a name that nobody else has. */
  async person({ role, stands }: Seat): Promise<TestPerson> {
    this.#people += 1;
    const place = stands === 'asked' ? this.refuge : this.elsewhere;
    const isRefuge = role === 'refuge worker' || role === 'refuge manager';
    const organisation: Readonly<Record<Seat['stands'], OrganisationId | undefined>> = {
      refers: this.world.officer.actor.organisationId,
      asked: this.refuge.organisationId,
      county: undefined,
      elsewhere: isRefuge ? this.elsewhere.organisationId : undefined,
    };
    const organisationId = organisation[stands];
    return aPerson(this.world.store, {
      role: ROLE_WORDS[role],
      name: `Onlooker ${lettersOf(this.#people)}`,
      ...(organisationId && { organisationId }),
      ...(isRefuge && { serviceIds: [place.serviceId] }),
    });
  }

  /** Their browser, signed in without a password: two hundred of those would take minutes. */
  async browserOf({ actor }: TestPerson): Promise<Visitor> {
    const { store, now } = this.world;
    const token = await beginSession({ store, now: now() }, actor.userId, { browser: 'OTHER', system: 'OTHER' });
    return this.world.server.holding(`__Host-openhaven=${token}`);
  }

  get #officer(): Context {
    return asActor(this.world.officer, this.world.store, this.world.now());
  }

  /** A case in that state; a fenced one is agreed, and has a fence about the person. */
  async case(state: State, onlooker: TestPerson): Promise<Case> {
    const fence = FENCES[state as FencedState] as Fence | undefined;
    const made = await this.#plainCase(fence === undefined ? (state as PlainState) : 'agreed');
    await fence?.(this, made.referralId, onlooker);
    return made;
  }

  async #plainCase(state: PlainState): Promise<Case> {
    const [officer, { refuge }] = [this.#officer, this];
    const unit = { ...refuge, unitId: refuge.unitIds[this.#spacesTaken] ?? refuge.unitId };
    switch (state) {
      case 'draft':
        return { referralId: await aDraft(officer) };
      case 'sent':
        return { referralId: await aSentReferral(officer) };
      case 'asked':
        return aRequest(officer, refuge);
      case 'withdrawn':
        return this.#withdrawn(await aRequest(officer, refuge));
      default:
        this.#spacesTaken += 1;
        return BUILD[state](officer, unit);
    }
  }

  #spacesTaken = 0;

  async #withdrawn(asked: Case): Promise<Case> {
    const { referralId } = asked;
    const reason = 'REFERRER_WITHDREW';
    allowed(await withdrawReferral(this.#officer, { idempotencyKey: aKey(), referralId, reason }));
    return asked;
  }

  /** Says as the officer who must not see a case. */
  async exclude(referralId: ReferralId, part: Partial<ExclusionsInput>): Promise<void> {
    const nothing = { rev: 0, people: [], organisationIds: [], restricted: false, openTo: [] };
    allowed(await setExclusions(this.#officer, { idempotencyKey: aKey(), referralId, ...nothing, ...part }));
  }
}

const BUILD = {
  offered: (officer: Context, unit: TestRefuge) => anOffer(officer, unit, { meetingPoint: MEET }),
  agreed: (officer: Context, unit: TestRefuge) => anAgreement(officer, unit, { meetingPoint: MEET }),
  placed: (officer: Context, unit: TestRefuge) => aStay(officer, unit, { meetingPoint: MEET }),
} as const;

type Fence = (scene: Scene, referralId: ReferralId, onlooker: TestPerson) => Promise<void>;

async function nameOf({ world }: Scene, { actor }: TestPerson): Promise<string> {
  return (await world.store.users.get(actor.userId))?.name ?? '';
}

const FENCES: Readonly<Record<FencedState, Fence>> = {
  restricted: (scene, referralId) => scene.exclude(referralId, { restricted: true }),
  named: (scene, referralId, { actor }) => scene.exclude(referralId, { restricted: true, openTo: [actor.userId] }),
  opened: async (scene, referralId, { actor }) => {
    await scene.exclude(referralId, { restricted: true });
    const now = scene.world.now();
    const context = asActor({ actor: { ...actor, elevatedAt: now } }, scene.world.store, now);
    allowed(await openInEmergency(context, { idempotencyKey: aKey(), referralId, reason: 'Nobody else answers.' }));
  },
  conflict: async (scene, referralId, onlooker) => {
    const context = asActor(onlooker, scene.world.store, scene.world.now());
    const requests = await scene.world.store.requests.ofReferral(referralId);
    const isRefuge = onlooker.actor.serviceIds.length > 0;
    const [request] = requests;
    const seen = isRefuge && request ? { requestId: request.id } : { referralId };
    allowed(await declareConflict(context, { idempotencyKey: aKey(), ...seen }));
  },
  'kept out': async (scene, referralId, onlooker) =>
    scene.exclude(referralId, { people: [{ who: 'OTHER', name: await nameOf(scene, onlooker) }] }),
  namesake: async (scene, referralId, onlooker) =>
    scene.exclude(referralId, { people: [{ who: 'PERPETRATOR', name: await nameOf(scene, onlooker) }] }),
  'let in': async (scene, referralId, onlooker) => {
    await FENCES.namesake(scene, referralId, onlooker);
    // Their first page is what makes a coordinator look.
    await (await scene.browserOf(onlooker)).ask('{ viewer { id } }');
    const { store, coordinator, now } = scene.world;
    const wish = { referralId, userId: onlooker.actor.userId, verdict: 'LET_IN' } as const;
    allowed(await reviewExclusion(asActor(coordinator, store, now()), { idempotencyKey: aKey(), ...wish }));
  },
  'other refuge': (scene, referralId, { actor }) =>
    scene.exclude(referralId, { organisationIds: [actor.organisationId] }),
};
