import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { ConfirmVacanciesDocument, FinishTurnaroundDocument, ReturnUnitToUseDocument } from '../../api/generated';
import { reloadOnChange } from '../../api/reload-on-change';
import { focusHeading } from '../../shell/focus-heading';
import { Countdown } from '../../ui/countdown/countdown';
import { DataAge } from '../../ui/data-age/data-age';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { SummaryList } from '../../ui/summary-list/summary-list';
import { OwnUnit } from '../own-unit';
import { needsConfirming, unitInWords } from '../unit-words';
import { unitRows } from './unit-rows';

/** One space: its state, what it offers, who stays in it, and what can be done with it. */
@Component({
  selector: 'app-unit',
  imports: [Countdown, DataAge, ErrorSummary, LoadState, NotSaved, RouterLink, StatusTag, SummaryList],
  templateUrl: './unit.html',
})
export class UnitDetail {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);
  /** The unit's id, from the address. */
  readonly id = input.required<string>();

  protected readonly own = new OwnUnit(this.id);
  protected readonly act = newAct();
  protected readonly words = computed(() => {
    const unit = this.own.unit();
    return unit && unitInWords(unit);
  });
  protected readonly rows = computed(() => {
    const unit = this.own.unit();
    return unit ? unitRows(unit, new Date(this.clock.now())) : [];
  });
  protected readonly may = computed(() => {
    const unit = this.own.unit();
    return {
      confirm: unit !== undefined && needsConfirming(unit),
      finishTurnaround: this.own.may('finishTurnaround'),
      returnToUse: this.own.may('returnUnitToUse'),
      takeOutOfUse: this.own.may('takeUnitOutOfUse'),
      giveNotice: this.own.mayWithStay('giveNotice'),
      recordDeparture: this.own.mayWithStay('recordDeparture'),
    };
  });

  constructor() {
    reloadOnChange(this.own.page, ({ ids }) => ids.length === 0 || ids.includes(this.id()));
  }

  protected confirm(): void {
    void this.act.send(ConfirmVacanciesDocument, { unitIds: [this.id()] }, this.then('You have confirmed this space.'));
  }

  protected finishTurnaround(): void {
    void this.act.send(FinishTurnaroundDocument, this.thisUnit(), this.then('The space is free and can be offered.'));
  }

  protected returnToUse(): void {
    void this.act.send(ReturnUnitToUseDocument, this.thisUnit(), this.then('The space is back in use and free.'));
  }

  private thisUnit() {
    return { unitId: this.id(), rev: this.own.unit()?.rev ?? null };
  }

  private then(said: string) {
    const done = (): void => {
      this.flash.say(said);
      this.own.reload();
      focusHeading();
    };
    return { done, refused: () => this.own.reload() };
  }
}
