import { Component, computed, inject } from '@angular/core';
import { Router, RouterLink, RouterOutlet } from '@angular/router';
import { Connection } from './api/connection';
import { Session } from './api/session';
import { System } from './api/system';
import { lockWhenIdle } from './shell/idle-lock';
import { LockHere } from './shell/lock-here';
import { linksOf } from './shell/navigation';
import { Page } from './shell/page';
import { stripsFor } from './shell/strips';
import { Cover } from './ui/exit-page/cover';
import { ExitPage } from './ui/exit-page/exit-page';
import { Flash } from './ui/flash';

/** What stands around every page: who is signed in, where one can go, what is not running, and the way out. */
@Component({
  selector: 'app-root',
  imports: [ExitPage, LockHere, RouterLink, RouterOutlet],
  templateUrl: './app.html',
})
export class App {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly page = inject(Page);
  private readonly system = inject(System);
  private readonly online = inject(Connection).online;

  protected readonly viewer = this.session.viewer;
  protected readonly locked = this.session.locked;
  protected readonly covered = inject(Cover).covered;
  protected readonly flash = inject(Flash).message;
  protected readonly links = computed(() => linksOf(this.session.role(), this.page.url()));
  protected readonly strips = computed(() => stripsFor(this.online(), this.system.connected(), this.system.state()));
  protected readonly mailbox = computed(() => this.system.state()?.mailboxUrl);
  /** True on pages that a survivor may see, and whenever nobody is signed in. */
  protected readonly leaves = computed(() => this.page.leaves() || this.viewer() === undefined);

  constructor() {
    lockWhenIdle();
  }

  protected skip(event: Event, id: string): void {
    event.preventDefault();
    document.getElementById(id)?.focus();
  }

  protected async signOut(): Promise<void> {
    // Leaves first, so that a draft is saved while one may still save it; unless the reader decides to stay with it.
    if (await this.router.navigateByUrl('/sign-in')) await this.session.signOut();
  }
}
