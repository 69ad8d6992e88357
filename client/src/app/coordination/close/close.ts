import { UNMET_NEED_REASONS } from '@openhaven/domain/codes';
import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { CloseUnmetDocument, CoordinatorSetTonightDocument, type TonightPlan } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { Coordinated } from '../coordinated';
import { closeErrors, INTERIM_OPTIONS, planOf } from './interim-plan';

const SAID =
  'The referral is closed as a need that was not met. It is counted for the county, and can be taken up again.';

/** Closes a referral for which nothing was found: only with a plan for tonight and the reason. */
@Component({
  selector: 'app-close-unmet',
  imports: [ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink, StatusTag],
  templateUrl: './close.html',
})
export class CloseUnmet {
  private readonly flash = inject(Flash);
  /** The referral's id, from the address. */
  readonly id = input.required<string>();

  protected readonly coordinated = new Coordinated(this.id);
  protected readonly planning = newAct();
  protected readonly closing = newAct();
  protected readonly planErrors = new FormErrors(this.planning);
  protected readonly errors = new FormErrors(this.closing);
  protected readonly all = computed(() => [...this.planErrors.all(), ...this.errors.all()]);
  protected readonly sending = computed(() => this.planning.sending() || this.closing.sending());
  protected readonly tonight = signal('');
  protected readonly reason = signal('');
  protected readonly plans = INTERIM_OPTIONS;
  protected readonly reasons = optionsOf(UNMET_NEED_REASONS);
  protected readonly mayClose = computed(() => this.coordinated.may('recordUnmetNeed'));

  constructor() {
    effect(() => {
      const plan = planOf(this.coordinated.referral()?.tonight);
      if (plan !== undefined && untracked(this.tonight) === '') this.tonight.set(plan);
    });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const plan = planOf(this.tonight());
    if (this.sending() || !this.errors.accept(closeErrors(plan, this.reason())) || plan === undefined) return;
    if (plan === this.coordinated.referral()?.tonight) this.close();
    else this.planThenClose(plan);
  }

  // Two acts: closing is refused without a plan, so the plan goes first and stays if closing is refused.
  private planThenClose(tonight: TonightPlan): void {
    const done = (): void => this.close();
    const refused = (): void => this.coordinated.reload();
    void this.planning.send(CoordinatorSetTonightDocument, { referralId: this.id(), tonight }, { done, refused });
  }

  private close(): void {
    const done = (): void => void this.flash.sayAt('/board', SAID);
    const refused = (): void => this.coordinated.reload();
    const input = { referralId: this.id(), reason: this.reason(), close: true };
    void this.closing.send(CloseUnmetDocument, input, { done, refused });
  }
}
