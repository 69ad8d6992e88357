import { FUNDING_ROUTES, namesNeed, namesRoutes } from '@openhaven/domain/decline';
import { computed, type Signal, signal } from '@angular/core';
import type { FieldError } from '../../ui/error-summary/errors';
import { optionsOf } from '../../ui/field/field';
import { changeOptions, declineErrors, groupOptions, needOptions, reasonOptions } from './decline-words';

/** A no as it is filled in: the kind of reason first, then what follows from it. */
export class DeclineForm {
  readonly group = signal('');
  readonly reason = signal('');
  readonly need = signal('');
  readonly routesTried = signal<readonly string[]>([]);
  readonly wouldBeYesIf = signal('');
  readonly note = signal('');

  readonly groups = computed(() => groupOptions(this.day));
  readonly reasons = computed(() => reasonOptions(this.group(), this.day));
  readonly asksNeed = computed(() => namesNeed(this.reason()));
  readonly needs = computed(() => needOptions(this.needsTold()));
  readonly asksRoutes = computed(() => namesRoutes(this.reason()));
  readonly routes = optionsOf(FUNDING_ROUTES);
  readonly changes = computed(() => changeOptions(this.group()));

  /** @param needsTold the needs that were told of the household: they are listed first */
  constructor(
    private readonly day: string,
    private readonly needsTold: Signal<readonly string[]>,
  ) {}

  /** Another kind of reason: what was chosen below it no longer stands. */
  chooseGroup(group: string): void {
    this.group.set(group);
    this.reason.set('');
  }

  /** What is still missing. */
  wrong(): readonly FieldError[] {
    const { reason, need, routesTried, wouldBeYesIf } = this.answers();
    return declineErrors({ group: this.group(), reason, need: need ?? '', routesTried, wouldBeYesIf });
  }

  /** The no as it is sent. */
  answers(): {
    readonly reason: string;
    readonly need: string | null;
    readonly routesTried: string[];
    readonly wouldBeYesIf: string;
    readonly note: string | null;
  } {
    return {
      reason: this.reason(),
      need: (this.asksNeed() && this.need()) || null,
      routesTried: this.asksRoutes() ? [...this.routesTried()] : [],
      wouldBeYesIf: this.wouldBeYesIf(),
      note: this.note().trim() || null,
    };
  }
}
