import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { type AskedHoldFragment, RecordArrivalDocument, RecordNoShowDocument } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { Option } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { dayAndTime } from '../../ui/time';
import { AskedRequest } from '../asked-request';
import { RequestHeader } from '../request-header/request-header';

const ARRIVED = 'You have recorded the arrival. The space now reads as occupied.';
const NOT_ARRIVED = 'You have recorded that they did not arrive. The referrer now checks that they are safe.';

/** Whether the household that is expected has arrived. */
@Component({
  selector: 'app-arrival',
  imports: [ErrorSummary, LoadState, NotSaved, RadiosField, RequestHeader, RouterLink],
  templateUrl: './arrival.html',
})
export class Arrival {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);
  /** The request's id, from the address. */
  readonly id = input.required<string>();

  protected readonly asked = new AskedRequest(this.id);
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly answer = signal('');
  protected readonly hold = computed(() => this.asked.request()?.hold ?? undefined);
  protected readonly answers = computed(() => arrivalOptions(this.hold()));

  protected readonly tooEarly = computed(() => tooEarlyInWords(this.hold(), new Date(this.clock.now())));

  protected submit(event: Event): void {
    event.preventDefault();
    const hold = this.hold();
    const none = [{ field: 'answer', message: 'Say whether they have arrived.' }];
    if (!this.errors.accept(this.answer() === '' ? none : []) || hold === undefined) return;
    const refused = (): void => this.asked.reload();
    const input = { holdId: hold.id };
    if (this.answer() === 'YES') {
      void this.act.send(RecordArrivalDocument, input, { done: () => this.leave(ARRIVED), refused });
    } else {
      void this.act.send(RecordNoShowDocument, input, { done: () => this.leave(NOT_ARRIVED), refused });
    }
  }

  private leave(said: string): void {
    void this.flash.sayAt(`/requests/${this.id()}`, said);
  }
}

/** From when on a missed arrival can be recorded, if it is too early now. */
function tooEarlyInWords(hold: AskedHoldFragment | undefined, now: Date): string {
  if (!hold?.arrivalUntil || Date.parse(hold.arrivalUntil) <= now.getTime()) return '';
  return `You can record that they did not come from ${dayAndTime(new Date(hold.arrivalUntil), now)} on.`;
}

/** The answers that the server takes now. */
function arrivalOptions(hold: AskedHoldFragment | undefined): readonly Option[] {
  const options: Option[] = [];
  if (hold?.actions.includes('recordArrival')) options.push({ value: 'YES', label: 'Yes, they are here' });
  if (hold?.actions.includes('recordNoShow')) {
    const hint = 'The referrer is asked to check that they are safe. Only after the time you agreed is over.';
    options.push({ value: 'NO', label: 'No, they did not come', hint });
  }
  return options;
}
