import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { CoordinatorSetTonightDocument, type TonightPlan } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { choices, TONIGHT } from '../../ui/words/story';
import { Coordinated } from '../coordinated';

/** Says where a household sleeps tonight. */
@Component({
  selector: 'app-tonight',
  imports: [ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink, StatusTag],
  templateUrl: './tonight.html',
})
export class Tonight {
  private readonly flash = inject(Flash);
  /** The referral's id, from the address. */
  readonly id = input.required<string>();

  protected readonly coordinated = new Coordinated(this.id);
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly tonight = signal('');
  protected readonly plans = choices(TONIGHT);
  protected readonly mayPlan = computed(() => this.coordinated.may('setTonightPlan'));

  constructor() {
    effect(() => {
      const plan = this.coordinated.referral()?.tonight;
      if (plan !== undefined && untracked(this.tonight) === '') this.tonight.set(plan);
    });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const plan = Object.keys(TONIGHT).find((code): code is TonightPlan => code === this.tonight());
    if (!this.errors.accept(plan ? [] : [{ field: 'tonight', message: 'Say where they sleep tonight.' }]) || !plan)
      return;
    const done = (): void => void this.flash.sayAt('/board', 'The plan for tonight is saved.');
    const refused = (): void => this.coordinated.reload();
    void this.act.send(CoordinatorSetTonightDocument, { referralId: this.id(), tonight: plan }, { done, refused });
  }
}
