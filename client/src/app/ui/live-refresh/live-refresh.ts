import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { type Change, Live } from '../../api/live';
import { count } from '../time';

const SETTLE_MS = 2500;

/**
 * Says how many things of a list have changed since it was read, and lets the reader fetch them. Nothing moves under the
 * reader's hands, and the focus stays where it is. What comes in the first moments after opening, or after an act of the
 * reader's own, is most likely that act coming back: it is fetched without a word.
 */
@Component({ selector: 'app-live-refresh', templateUrl: './live-refresh.html' })
export class LiveRefresh {
  private readonly live = inject(Live);

  /** Kinds of things this list is about. Empty: any. */
  readonly kinds = input<readonly string[]>([]);
  /** How many acts the reader has done on this page. */
  readonly ownActs = input(0);
  /** The reader wants the list as it now is. */
  readonly refresh = output();

  private readonly changed = signal<ReadonlySet<string>>(new Set());
  /** Something changed that may not be named here. */
  private readonly unnamed = signal(false);
  protected readonly label = computed(() =>
    this.unnamed() ? 'There are changes' : count(this.changed().size, 'change'),
  );
  protected readonly any = computed(() => this.unnamed() || this.changed().size > 0);
  private settledAt = 0;
  private heard = this.live.change();

  constructor() {
    effect(() => {
      this.ownActs();
      untracked(() => this.settle());
    });
    effect(() => {
      const change = this.live.change();
      if (change === undefined || change === this.heard) return;
      this.heard = change;
      untracked(() => this.note(change));
    });
  }

  protected show(): void {
    this.settle();
    this.refresh.emit();
  }

  private settle(): void {
    this.settledAt = performance.now() + SETTLE_MS;
    this.changed.set(new Set());
    this.unnamed.set(false);
  }

  private note({ ids, kinds }: Change): void {
    const wanted = this.kinds().length === 0 || kinds.some((kind) => this.kinds().includes(kind));
    if (!wanted) return;
    if (performance.now() < this.settledAt) {
      this.refresh.emit();
      return;
    }
    if (ids.length === 0) this.unnamed.set(true);
    this.changed.update((before) => new Set([...before, ...ids]));
  }
}
