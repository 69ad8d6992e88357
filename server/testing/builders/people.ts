import { randomUUID } from 'node:crypto';
import type { Actor, Context, Store } from '../../src/context.ts';
import type { TestPerson } from '../people.ts';

/** What somebody's command runs in, at an instant. */
export function asActor(who: TestPerson | { readonly actor: Actor }, store: Store, now: Date): Context {
  return { actor: who.actor, store, now };
}

/** A key that nobody has used. */
export function aKey(): string {
  return randomUUID();
}

/** An instant some minutes later. */
export function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000);
}
