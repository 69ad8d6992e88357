import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { ConfirmByPhoneDocument, PhoneDeskDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { TextField } from '../../ui/field/text-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { count } from '../../ui/time';
import { phoneRow } from '../by-phone/by-phone-words';

/** What one service can say on the telephone: an answer to a request, or that its vacancies are right. */
@Component({
  selector: 'app-by-phone-desk',
  imports: [ErrorSummary, LoadState, NotSaved, RouterLink, StatusTag, TextField],
  templateUrl: './by-phone-desk.html',
})
export class ByPhoneDesk {
  private readonly flash = inject(Flash);
  /** The service's id, from the address. */
  readonly serviceId = input.required<string>();

  protected readonly page = query(PhoneDeskDocument, () => ({ serviceId: this.serviceId() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly code = signal('');
  protected readonly desk = computed(() => (this.page.hasValue() ? this.page.value().phoneDesk : undefined));
  protected readonly rows = computed(() => (this.desk()?.requests ?? []).map(phoneRow));
  protected readonly toConfirm = computed(() => count(this.desk()?.toConfirm ?? 0, 'space'));

  protected confirm(event: Event): void {
    event.preventDefault();
    const code = this.code().trim();
    if (!this.errors.accept(code === '' ? [{ field: 'code', message: 'Enter the code that they say.' }] : [])) return;
    const done = (): void => {
      this.code.set('');
      this.flash.say('Confirmed, by phone. That code is used up.');
      this.page.reload();
    };
    void this.act.send(ConfirmByPhoneDocument, { serviceId: this.serviceId(), code }, { done });
  }
}
