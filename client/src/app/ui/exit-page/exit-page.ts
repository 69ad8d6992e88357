import { Component, computed, inject, input, signal } from '@angular/core';
import { Clock } from '../../api/clock';
import { Cover } from './cover';
import { TripleShift } from './triple-shift';

const TODAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'Europe/London' });

/**
 * The button that hides the page, Shift three times for the same, and the neutral page that lies over everything.
 */
@Component({
  selector: 'app-exit-page',
  templateUrl: './exit-page.html',
  host: { '(document:keydown)': 'press($event)' },
})
export class ExitPage {
  private readonly cover = inject(Cover);
  private readonly clock = inject(Clock);
  private readonly shifts = new TripleShift();

  /** True: leave for a neutral site and end the session. False: cover the page and keep it. */
  readonly leaves = input.required<boolean>();

  protected readonly covered = this.cover.covered;
  protected readonly label = computed(() => (this.leaves() ? 'Exit this page' : 'Hide this page'));
  protected readonly today = computed(() => TODAY.format(this.clock.now()));
  protected readonly progress = signal('');
  private focusedBefore: HTMLElement | undefined;

  protected hide(): void {
    this.progress.set('');
    this.focusedBefore = document.activeElement instanceof HTMLElement ? document.activeElement : undefined;
    if (this.leaves()) this.cover.leave();
    else this.cover.hide();
    focusSoon(() => document.getElementById('cover-back'));
  }

  protected show(): void {
    this.cover.show();
    focusSoon(() => this.focusedBefore);
  }

  protected press(event: KeyboardEvent): void {
    if (event.repeat || this.covered()) return;
    const left = this.shifts.press(event.key, event.timeStamp);
    if (left === 0) this.hide();
    else
      this.progress.set(
        left < 3 ? `Shift, press ${left} more ${left === 1 ? 'time' : 'times'} to hide this page.` : '',
      );
  }
}

// One turn later: by then the page has been drawn as it now is.
function focusSoon(element: () => HTMLElement | null | undefined): void {
  setTimeout(() => element()?.focus());
}
