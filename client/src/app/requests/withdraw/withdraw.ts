import { serviceDeclineReasons } from '@openhaven/domain/decline';
import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { WithdrawOfferDocument } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { SelectField } from '../../ui/field/select-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { civilDay } from '../../ui/time';
import { AskedRequest } from '../asked-request';
import { groupOptions } from '../decline/decline-words';
import { RequestHeader } from '../request-header/request-header';

/** Takes back a place that was offered. Somebody may be on the way: the coordinator is told at once. */
@Component({
  selector: 'app-withdraw',
  imports: [ErrorSummary, LoadState, NotSaved, RequestHeader, RouterLink, SelectField],
  templateUrl: './withdraw.html',
})
export class Withdraw {
  private readonly flash = inject(Flash);
  private readonly day = civilDay(new Date(inject(Clock).now()));
  /** The request's id, from the address. */
  readonly id = input.required<string>();

  protected readonly asked = new AskedRequest(this.id);
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly reason = signal('');
  protected readonly reasons = withdrawReasons(this.day);
  protected readonly hold = computed(() => this.asked.request()?.hold ?? undefined);
  protected readonly mayWithdraw = computed(() => this.hold()?.actions.includes('withdrawOffer') ?? false);

  protected submit(event: Event): void {
    event.preventDefault();
    const [hold, reason] = [this.hold(), this.reason()];
    const none = [{ field: 'reason', message: 'Choose why you take the offer back.' }];
    if (!this.errors.accept(reason === '' ? none : []) || hold === undefined) return;
    const done = (): void => void this.flash.sayAt(`/requests/${this.id()}`, SAID);
    const refused = (): void => this.asked.reload();
    void this.act.send(WithdrawOfferDocument, { holdId: hold.id, reason }, { done, refused });
  }
}

const SAID =
  'You have taken the offer back. The referrer and the coordinator have been told, and look for another place.';

/** Every reason that a service may give, each under its kind. */
function withdrawReasons(day: string) {
  const kinds = new Map(groupOptions(day).map(({ value, label }) => [value, label]));
  return serviceDeclineReasons(day).map(({ code, label, group }) => ({
    value: code,
    label,
    group: kinds.get(group ?? '') ?? '',
  }));
}
