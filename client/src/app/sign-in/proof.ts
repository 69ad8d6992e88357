import { computed, inject, signal } from '@angular/core';
import { Clock } from '../api/clock';

/** Whether the person has of late proved once more who they are, by the word of the server. */
export async function isProven(now: number): Promise<boolean> {
  const response = await fetch('/auth/session', { credentials: 'same-origin' });
  const { elevatedUntil } = (await response.json()) as { readonly elevatedUntil?: string };
  return elevatedUntil !== undefined && Date.parse(elevatedUntil) > now;
}

/** What a page does only for somebody who has just proved who they are. Make one where `inject()` works. */
export class Proof {
  private readonly clock = inject(Clock);
  private readonly waiting = signal<(() => Promise<void>) | undefined>(undefined);

  /** The page asks now who is at the desk. */
  readonly asked = computed(() => this.waiting() !== undefined);

  /** Does it, at once or as soon as the person has proved it. */
  async before(work: () => Promise<void>): Promise<void> {
    if (await isProven(this.clock.now())) await work();
    else this.waiting.set(work);
  }

  /** The person has proved it. */
  async given(): Promise<void> {
    const work = this.waiting();
    this.waiting.set(undefined);
    await work?.();
  }
}
