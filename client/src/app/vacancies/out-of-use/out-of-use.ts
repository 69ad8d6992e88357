import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { TakeUnitOutOfUseDocument } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { DateField } from '../../ui/field/date-field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { civilDay } from '../../ui/time';
import { outOfUseOptions } from '../../ui/words/spaces';
import { dayErrors } from '../day-errors';
import { OwnUnit } from '../own-unit';

/** Takes a space out of use, with the reason and the day it is expected back. */
@Component({
  selector: 'app-out-of-use',
  imports: [DateField, ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink],
  templateUrl: './out-of-use.html',
})
export class OutOfUse {
  private readonly flash = inject(Flash);
  private readonly today = civilDay(new Date(inject(Clock).now()));
  /** The unit's id, from the address. */
  readonly id = input.required<string>();

  protected readonly own = new OwnUnit(this.id);
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly reason = signal('');
  protected readonly expectedBack = signal('');
  protected readonly reasons = outOfUseOptions(this.today);
  protected readonly mayTake = computed(() => this.own.may('takeUnitOutOfUse'));

  protected submit(event: Event): void {
    event.preventDefault();
    if (!this.errors.accept(this.wrong())) return;
    const input = {
      unitId: this.id(),
      rev: this.own.unit()?.rev ?? null,
      reason: this.reason(),
      expectedBack: this.expectedBack() || null,
    };
    const done = (): void =>
      void this.flash.sayAt(`/vacancies/${this.id()}`, 'The space is out of use. Nobody is offered it.');
    void this.act.send(TakeUnitOutOfUseDocument, input, { done, refused: () => this.own.reload() });
  }

  private wrong(): readonly FieldError[] {
    const none = [{ field: 'reason', message: 'Choose why the space is out of use.' }];
    const back = dayErrors('expectedBack', this.expectedBack(), { from: this.today });
    return [...(this.reason() === '' ? none : []), ...back];
  }
}
