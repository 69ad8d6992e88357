import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { RecordDepartureDocument } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { DateField } from '../../ui/field/date-field';
import { SelectField } from '../../ui/field/select-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { civilDay } from '../../ui/time';
import { departureOptions } from '../../ui/words/spaces';
import { dayErrors } from '../day-errors';
import { OwnUnit } from '../own-unit';

const SAID = 'The departure is recorded. The space is being made ready: say when it is.';
const SAID_OUT = 'The departure is recorded. The space is out of use with the others.';

/** A household has left: when, and where to. */
@Component({
  selector: 'app-departure',
  imports: [DateField, ErrorSummary, LoadState, NotSaved, RouterLink, SelectField],
  templateUrl: './departure.html',
})
export class Departure {
  private readonly flash = inject(Flash);
  private readonly today = civilDay(new Date(inject(Clock).now()));
  /** The unit's id, from the address. */
  readonly id = input.required<string>();

  protected readonly own = new OwnUnit(this.id);
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly leftOn = signal(this.today);
  protected readonly reason = signal('');
  protected readonly reasons = departureOptions(this.today);
  protected readonly mayRecord = computed(() => this.own.mayWithStay('recordDeparture'));

  protected submit(event: Event): void {
    event.preventDefault();
    const stay = this.own.stay();
    if (stay === undefined || !this.errors.accept(this.wrong(stay.arrivedOn))) return;
    const input = { placementId: stay.id, leftOn: this.leftOn(), reason: this.reason() };
    void this.act.send(RecordDepartureDocument, input, {
      done: ({ recordDeparture: { unit } }) =>
        void this.flash.sayAt(`/vacancies/${this.id()}`, unit?.status === 'OUT_OF_SERVICE' ? SAID_OUT : SAID),
      refused: () => this.own.reload(),
    });
  }

  private wrong(arrivedOn: string): readonly FieldError[] {
    const none = [{ field: 'reason', message: 'Choose where they went.' }];
    const days = dayErrors('leftOn', this.leftOn(), { from: arrivedOn, until: this.today, required: true });
    return [...days, ...(this.reason() === '' ? none : [])];
  }
}
