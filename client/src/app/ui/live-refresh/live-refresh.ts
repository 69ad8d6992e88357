import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { type Change, Live } from '../../api/live';
import { count } from '../time';

/**
 * Says how many things of a list have changed since it was read, and lets the reader fetch them. Nothing moves under the
 * reader's hands, and the focus stays where it is.
 */
@Component({ selector: 'app-live-refresh', templateUrl: './live-refresh.html' })
export class LiveRefresh {
  private readonly live = inject(Live);

  /** Kinds of things this list is about. Empty: any. */
  readonly kinds = input<readonly string[]>([]);
  /** The reader wants the list as it now is. */
  readonly refresh = output();

  private readonly changed = signal<ReadonlySet<string>>(new Set());
  /** Something changed that may not be named here. */
  private readonly unnamed = signal(false);
  protected readonly label = computed(() =>
    this.unnamed() ? 'There are changes' : count(this.changed().size, 'change'),
  );
  protected readonly any = computed(() => this.unnamed() || this.changed().size > 0);
  private heard = this.live.change();

  constructor() {
    effect(() => {
      const change = this.live.change();
      if (change === undefined || change === this.heard) return;
      this.heard = change;
      untracked(() => this.note(change));
    });
  }

  protected show(): void {
    this.changed.set(new Set());
    this.unnamed.set(false);
    this.refresh.emit();
  }

  private note({ ids, kinds }: Change): void {
    const wanted = this.kinds().length === 0 || kinds.some((kind) => this.kinds().includes(kind));
    if (!wanted) return;
    if (ids.length === 0) this.unnamed.set(true);
    this.changed.update((before) => new Set([...before, ...ids]));
  }
}
