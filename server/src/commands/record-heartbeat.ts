import type { Context, Heartbeat } from '../context.ts';

/** A sign of life of the parts that work unseen. Every page says so when one is missing. */
export async function recordHeartbeat(
  { store, now }: Context,
  parts: readonly Pick<Heartbeat, 'name' | 'working'>[],
): Promise<void> {
  for (const part of parts) await store.heartbeats.beat({ ...part, at: now });
}
