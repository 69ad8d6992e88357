import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { GiveNoticeDocument } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { DateField } from '../../ui/field/date-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { civilDay } from '../../ui/time';
import { dayErrors } from '../day-errors';
import { OwnUnit } from '../own-unit';

/** The day on which a household will leave, so that the space can be planned. */
@Component({
  selector: 'app-notice',
  imports: [DateField, ErrorSummary, LoadState, NotSaved, RouterLink],
  templateUrl: './notice.html',
})
export class Notice {
  private readonly flash = inject(Flash);
  private readonly today = civilDay(new Date(inject(Clock).now()));
  /** The unit's id, from the address. */
  readonly id = input.required<string>();

  protected readonly own = new OwnUnit(this.id);
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly leavingOn = signal('');
  protected readonly mayGive = computed(() => this.own.mayWithStay('giveNotice'));

  protected submit(event: Event): void {
    event.preventDefault();
    const [placementId, leavingOn] = [this.own.stay()?.id, this.leavingOn()];
    const wrong = dayErrors('leavingOn', leavingOn, { from: this.today, required: true });
    if (!this.errors.accept(wrong) || placementId === undefined) return;
    const done = (): void => void this.flash.sayAt(`/vacancies/${this.id()}`, 'The day of leaving is recorded.');
    void this.act.send(GiveNoticeDocument, { placementId, leavingOn }, { done, refused: () => this.own.reload() });
  }
}
