import type { Decision } from '@openhaven/domain/decision';
import type { Actor, Context, Store } from '@openhaven/server/context';
import type { Agenda } from './agenda.ts';
import type { Case } from './case.ts';
import type { County } from './county.ts';
import { type Ledger, noteRefusal } from './ledger.ts';
import type { VirtualClock } from './virtual-clock.ts';
import type { Way } from './way.ts';

/** Everything the people of the replay act in. */
export interface World {
  readonly seed: string;
  readonly way: Way;
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly agenda: Agenda;
  readonly county: County;
  readonly ledger: Ledger;
  /** Households for whom nothing was found, in the order in which they began to wait. */
  readonly waiting: Set<Case>;
}

export const MINUTE_MS = 60_000;
export const HOUR = 60;
export const DAY = 24 * HOUR;

/** The instant so many minutes from now. */
export function inMinutes({ clock }: World, minutes: number): Date {
  return new Date(clock.now().getTime() + Math.round(minutes * MINUTE_MS));
}

/** Has something done so many minutes from now. */
export function later(world: World, minutes: number, act: () => Promise<void>): void {
  world.agenda.add(inMinutes(world, minutes), act);
}

/** What somebody acts in, now. */
export function asActor({ store, clock }: World, actor: Actor): Context {
  return { store, actor, now: clock.now() };
}

/** Runs a command of somebody, with a key of its own. What it gave, or null if it was refused: that is noted. */
export async function act<T, Input extends { readonly idempotencyKey: string }>(
  world: World,
  actor: Actor,
  command: (context: Context, input: Input) => Promise<Decision<T>>,
  input: Omit<Input, 'idempotencyKey'>,
): Promise<T | null> {
  const { ledger } = world;
  ledger.counts.acts += 1;
  const keyed = { ...input, idempotencyKey: `replay-${ledger.counts.acts}` } as unknown as Input;
  const decision = await command(asActor(world, actor), keyed);
  if (decision.allowed) return decision.value;
  noteRefusal(ledger, command.name, decision.reason);
  return null;
}
