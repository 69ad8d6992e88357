import type { Store } from '../context.ts';

/** What is running behind the pages: the same for everybody. */
export interface SystemView {
  readonly automationRunning: boolean;
  readonly lastSweepAt: Date | null;
  readonly queueRunning: boolean;
  readonly mailRunning: boolean;
  readonly now: Date;
}

/** A part that has not been heard of for so long counts as stopped. Source: SECURITY section 1, promise I10. */
const SILENT_MS = 120_000;

/** Whether the parts behind the pages have been heard of lately and say that they work. */
export async function systemState({ store, now }: { store: Store; now: Date }): Promise<SystemView> {
  const beats = await store.heartbeats.all();
  const beatOf = (part: string): (typeof beats)[number] | undefined => beats.find(({ name }) => name === part);
  const isRunning = (part: string): boolean => {
    const beat = beatOf(part);
    return beat !== undefined && beat.working && now.getTime() - beat.at.getTime() <= SILENT_MS;
  };
  return {
    automationRunning: isRunning('SWEEP'),
    lastSweepAt: beatOf('SWEEP')?.at ?? null,
    queueRunning: isRunning('QUEUE'),
    mailRunning: isRunning('MAIL'),
    now,
  };
}
