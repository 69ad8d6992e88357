import { DestroyRef, effect, inject, Injectable, signal, untracked } from '@angular/core';
import { Session } from './session';
import { System } from './system';

const REOPEN_AFTER_MS = 10_000;

/** What the server says when something changed: ids of the things, and their kinds. Nothing else travels here. */
export interface Change {
  readonly ids: readonly string[];
  readonly kinds: readonly string[];
}

/** One connection for the whole of the pages, open while somebody is signed in. */
@Injectable({ providedIn: 'root' })
export class Live {
  private readonly session = inject(Session);
  private readonly system = inject(System);
  private source: EventSource | undefined;
  private readonly latest = signal<Change | undefined>(undefined, { equal: () => false });

  /** The last change heard of. */
  readonly change = this.latest.asReadonly();

  constructor() {
    effect(() => this.openIfWanted());
    inject(DestroyRef).onDestroy(() => this.close());
  }

  private openIfWanted(): void {
    const wanted = this.session.viewer() !== undefined && !this.session.locked();
    untracked(() => (wanted ? this.open() : this.close()));
  }

  private open(): void {
    if (this.source !== undefined || typeof EventSource === 'undefined') return;
    const source = new EventSource('/live');
    source.addEventListener('changed', (event) => this.hear(event));
    source.addEventListener('system', () => void this.system.refresh());
    source.addEventListener('error', () => void this.lose(source));
    this.source = source;
  }

  // The browser tries again by itself unless the server has said no: then the session may have ended.
  private async lose(source: EventSource): Promise<void> {
    await this.system.refresh();
    if (source.readyState !== EventSource.CLOSED || source !== this.source) return;
    this.close();
    await this.session.recheck();
    setTimeout(() => this.openIfWanted(), REOPEN_AFTER_MS);
  }

  private close(): void {
    this.source?.close();
    this.source = undefined;
  }

  private hear(event: MessageEvent<unknown>): void {
    const change = parseChange(event.data);
    if (change !== undefined) this.latest.set(change);
  }
}

/** A change, or undefined for anything that is not one. */
export function parseChange(data: unknown): Change | undefined {
  try {
    const { ids, kinds } = JSON.parse(String(data)) as Partial<Change>;
    return Array.isArray(ids) ? { ids: ids.map(String), kinds: (kinds ?? []).map(String) } : undefined;
  } catch {
    // Not ours to understand: the page simply is not refreshed by it.
    return undefined;
  }
}
