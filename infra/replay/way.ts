import type { ServiceId } from '@openhaven/domain/ids';
import { searchPlaces } from '@openhaven/domain/matching';
import type { Case } from './case.ts';
import type { World } from './world.ts';

/**
 * How places are looked for. MATCHED: by the search of the platform. RINGING: as it is done without one, round the
 * services one after another in no order, nobody knowing what is free or why not. The rest is the same: people, services,
 * answers and clocks. The clock goes on asking others where somebody is silent, so ringing is helped more than it would be.
 */
export const WAYS = ['MATCHED', 'RINGING'] as const;
export type Way = (typeof WAYS)[number];

/** Services that have not been rung for a household, in no order but the seed's. */
export function nextToRing({ county }: World, { rung, random }: Case): readonly ServiceId[] {
  const left = county.serviceIds.filter((id) => !rung.has(id));
  const order = new Map(left.map((id) => [id, random.whole(0, 1_000_000)]));
  return left.toSorted((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
}

/** Whether somebody without a place knows one single change that would open one: what the search shows as nearest. */
export async function knowsOneChange({ store, clock, way }: World, { story }: Case): Promise<boolean> {
  if (way === 'RINGING') return false;
  const { places } = await store.board.read();
  const { nearest } = searchPlaces(places, story, clock.now());
  return nearest.some(({ eligibility }) => eligibility.changesNeeded.length === 1);
}

/** The way that a word means; anything else: by the search. */
export function wayOf(word: string | undefined): Way {
  return WAYS.find((way) => way === word) ?? 'MATCHED';
}
