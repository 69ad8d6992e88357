import { signal, type Signal } from '@angular/core';
import type { Refused } from '../../api/act';

/** What a save is made of: everything but the key and the place in history, which the saver adds. */
export interface DraftPlace {
  readonly referralId?: string;
  readonly rev?: number;
}

/** One save as it is sent. A retry sends the very same object. */
export interface DraftSave<Contents> extends DraftPlace {
  readonly idempotencyKey: string;
  readonly contents: Contents;
}

/** A clear answer of the server: saved, or turned down, with where the draft stands now. */
export interface DraftAnswer {
  readonly referral?: { readonly id: string; readonly rev: number } | null;
  readonly userErrors: readonly Refused[];
}

export type SaveState =
  | { readonly kind: 'NOTHING' | 'SAVING' | 'NOT_SAVED' | 'CONFLICT' }
  | { readonly kind: 'SAVED'; readonly at: number }
  | { readonly kind: 'REFUSED'; readonly refusals: readonly Refused[] };

const AFTER_TYPING_MS = 800;
const RETRY_MS = 5000;

/**
 * Saves a draft as it is typed: a moment after the last key, one save at a time, and never twice.
 *
 * While the fate of a save is unknown nothing newer is sent: the same save goes again, with the same key, until there is a
 * clear answer. So even the first save, which begins the referral, begins it once.
 */
export class DraftSaver<Contents> {
  private readonly current = signal<SaveState>({ kind: 'NOTHING' });
  private place: DraftPlace = {};
  private waiting: Contents | undefined;
  private attempt: DraftSave<Contents> | undefined;
  private sending: Promise<void> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly state: Signal<SaveState> = this.current.asReadonly();

  /** @param send throws if the outcome is unknown */
  constructor(
    private readonly send: (save: DraftSave<Contents>) => Promise<DraftAnswer>,
    private readonly now: () => number,
  ) {}

  /** The referral that is being saved, once there is one. */
  get referralId(): string | undefined {
    return this.place.referralId;
  }

  /** Goes on with a draft that was saved before, at the revision it was read. */
  continueFrom(place: DraftPlace): void {
    this.place = place;
    this.waiting = undefined;
    this.attempt = undefined;
    this.current.set({ kind: 'NOTHING' });
  }

  /** There is something new to save, soon. */
  change(contents: Contents): void {
    this.waiting = contents;
    if (this.current().kind !== 'CONFLICT') this.saveIn(AFTER_TYPING_MS);
  }

  /** Saves now. @returns whether everything is saved */
  async flush(): Promise<boolean> {
    this.stopTimer();
    await this.sending;
    await this.push();
    return !this.dirty;
  }

  /** After a conflict: keeps what is on the page, on top of what is saved. */
  async overwrite(): Promise<boolean> {
    this.current.set({ kind: 'NOTHING' });
    return this.flush();
  }

  /** True while something on the page is not known to be saved. */
  get dirty(): boolean {
    return this.waiting !== undefined || this.attempt !== undefined;
  }

  stop(): void {
    this.stopTimer();
  }

  private saveIn(ms: number): void {
    this.stopTimer();
    this.timer = setTimeout(() => void this.push(), ms);
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
  }

  private async push(): Promise<void> {
    if (this.sending !== undefined || this.current().kind === 'CONFLICT') return;
    this.attempt ??= this.nextAttempt();
    if (this.attempt === undefined) return;
    this.sending = this.deliver(this.attempt);
    await this.sending;
    this.sending = undefined;
    if (this.waiting !== undefined && this.current().kind === 'SAVED') await this.push();
  }

  private nextAttempt(): DraftSave<Contents> | undefined {
    if (this.waiting === undefined) return undefined;
    const contents = this.waiting;
    this.waiting = undefined;
    return { ...this.place, idempotencyKey: crypto.randomUUID(), contents };
  }

  private async deliver(attempt: DraftSave<Contents>): Promise<void> {
    this.current.set({ kind: 'SAVING' });
    try {
      this.take(await this.send(attempt), attempt);
    } catch {
      // No clear answer: the same save goes again with the same key, by itself and at the reader's word.
      this.current.set({ kind: 'NOT_SAVED' });
      this.saveIn(RETRY_MS);
    }
  }

  private take({ referral, userErrors }: DraftAnswer, attempt: DraftSave<Contents>): void {
    this.attempt = undefined;
    if (referral) this.place = { referralId: referral.id, rev: referral.rev };
    if (userErrors.length === 0) {
      this.current.set({ kind: 'SAVED', at: this.now() });
      return;
    }
    this.waiting ??= attempt.contents;
    const conflict = userErrors.some(({ code }) => code === 'CHANGED_MEANWHILE');
    this.current.set(conflict ? { kind: 'CONFLICT' } : { kind: 'REFUSED', refusals: userErrors });
  }
}
