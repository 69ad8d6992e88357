import { computed, inject, Injectable, signal, type Signal } from '@angular/core';
import type { ShellQuery } from './generated';
import { Api, SignedOutError } from './graphql';
import { System } from './system';

export type Viewer = NonNullable<ShellQuery['viewer']>;
export type Role = Viewer['role'];

/** Who is signed in. Kept in memory only; the cookie is not readable from here. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(Api);
  private readonly system = inject(System);
  private asked: Promise<void> | undefined;
  private readonly current = signal<Viewer | undefined>(undefined);
  private readonly isLocked = signal(false);

  readonly viewer: Signal<Viewer | undefined> = this.current.asReadonly();
  /** True after the session has ended under a page: the page is covered by the sign-in form and kept as it is. */
  readonly locked: Signal<boolean> = this.isLocked.asReadonly();
  readonly role: Signal<Role | undefined> = computed(() => this.current()?.role);

  /** Asks the server once who is signed in. */
  async load(): Promise<Viewer | undefined> {
    this.asked ??= this.ask();
    await this.asked;
    return this.current();
  }

  /** Covers the page with the sign-in form, keeping what has been typed. */
  lock(): void {
    if (this.current() !== undefined) this.isLocked.set(true);
  }

  /** Asks again who is signed in, and covers the page if nobody is. */
  async recheck(): Promise<void> {
    const before = this.current();
    if (before === undefined) return;
    try {
      const { ShellDocument } = await import('./generated');
      if ((await this.api.run(ShellDocument, {})).viewer === null) this.lock();
    } catch (error) {
      // No connection says nothing about the session; the strip at the top says that there is none.
      if (error instanceof SignedOutError) this.lock();
    }
  }

  /** Ends the session here and on the server. The caller leaves the page. */
  async signOut(): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    // Without a connection there is nobody to tell; the page is left all the same.
    await fetch('/auth/sign-out', { method: 'POST', headers, body: '{}', keepalive: true }).catch(() => undefined);
    this.forget();
  }

  forget(): void {
    this.current.set(undefined);
    this.isLocked.set(false);
    this.asked = undefined;
  }

  /** A session has begun, or become a whole one: asks who it is, and uncovers the page if it is whose page it was. */
  async begin(): Promise<void> {
    const before = this.current()?.id;
    this.asked = this.ask();
    await this.asked;
    // Another person at the same desk: the page that was kept is not theirs to see.
    if (before !== undefined && before !== this.current()?.id) location.replace('/');
    else this.isLocked.set(false);
  }

  private async ask(): Promise<void> {
    try {
      const { ShellDocument } = await import('./generated');
      const { viewer, system } = await this.api.run(ShellDocument, {});
      this.current.set(viewer ?? undefined);
      this.system.take(system);
    } catch (error) {
      this.asked = undefined;
      throw error;
    }
  }
}
