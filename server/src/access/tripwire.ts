import type { Context } from '../context.ts';
import type { SignedIn } from './session.ts';

/** Something left this house that has no business outside: the words of the honey refuge. */
export class TripwireError extends Error {
  override readonly name = 'TripwireError';

  constructor() {
    super('the tripwire was sprung');
  }
}

/** Whether a text carries a word of the honey refuge. */
export function crosses(text: string, honey: readonly string[]): boolean {
  return honey.some((word) => text.includes(word));
}

/**
 * Ends the session over whose answer the tripwire was sprung, and writes it down: either somebody reads what is not
 * theirs, or a fault of ours gives it to them. Somebody who is not signed in has no session to lose.
 */
export async function springTripwire(
  { store, now }: Pick<Context, 'store' | 'now'>,
  who: SignedIn | null,
): Promise<TripwireError> {
  if (who !== null) {
    await store.inTransaction(async (tx) => {
      await tx.audit.add({ action: 'tripwire.sprung', refused: true, audience: [] }, { actor: who.actor, now });
      await tx.sessions.end(who.sessionHash, now);
    });
  }
  return new TripwireError();
}
