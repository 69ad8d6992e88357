import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import {
  AcknowledgeByPhoneDocument,
  DeclineByPhoneDocument,
  OfferByPhoneDocument,
  PhoneRequestDocument,
} from '../../api/generated';
import { query } from '../../api/query';
import { unitsOf } from '../../requests/candidates';
import { DeclineFields } from '../../requests/decline/decline-fields';
import { DeclineForm } from '../../requests/decline/decline-form';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { RadiosField } from '../../ui/field/radios-field';
import { TextField } from '../../ui/field/text-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { civilDay } from '../../ui/time';
import { doubtsAbout } from '../../ui/words/tell-tales';
import { phoneSpaceOptions, sayingOptions } from '../by-phone/by-phone-words';

const SAID = 'Written down, by phone. That code is used up.';

/** Writes down what a service says by phone to one of its requests. */
@Component({
  selector: 'app-by-phone-answer',
  imports: [DeclineFields, ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink, TextField],
  templateUrl: './by-phone-answer.html',
})
export class ByPhoneAnswer {
  private readonly flash = inject(Flash);
  /** Of the service and the request, from the address. */
  readonly serviceId = input.required<string>();
  readonly requestId = input.required<string>();

  protected readonly page = query(PhoneRequestDocument, () => ({ requestId: this.requestId() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly shown = computed(() => (this.page.hasValue() ? this.page.value().phoneRequest : undefined));
  protected readonly sayings = computed(() => sayingOptions(this.shown()?.request.actions ?? []));
  protected readonly spaces = computed(() => phoneSpaceOptions(this.shown()?.spaces ?? []));
  protected readonly kept = computed(() => this.shown()?.kept ?? undefined);

  protected readonly saying = signal('');
  protected readonly unitId = signal('');
  protected readonly code = signal('');
  protected readonly form = new DeclineForm(
    civilDay(new Date(inject(Clock).now())),
    signal<readonly string[]>([]).asReadonly(),
  );

  protected submit(event: Event): void {
    event.preventDefault();
    const isNo = this.saying() === 'DECLINE';
    const doubts = isNo ? doubtsAbout('note', this.form.note().trim()) : [];
    if (this.errors.accept(this.wrong(), doubts)) void this.send();
  }

  private send(): Promise<void> {
    const spoken = { requestId: this.requestId(), code: this.code().trim() };
    const done = (): void => void this.flash.sayAt(`/board/by-phone/${this.serviceId()}`, SAID);
    const answered = { done, refused: () => void this.page.reload() };
    if (this.saying() === 'OFFER') {
      const space = this.kept() === undefined ? unitsOf(this.unitId()) : {};
      return this.act.send(OfferByPhoneDocument, { ...spoken, ...space }, answered);
    }
    if (this.saying() === 'DECLINE')
      return this.act.send(DeclineByPhoneDocument, { ...spoken, ...this.form.answers() }, answered);
    return this.act.send(AcknowledgeByPhoneDocument, spoken, answered);
  }

  private wrong(): readonly FieldError[] {
    const saying = this.saying();
    if (saying === '') return [{ field: 'saying', message: 'Choose what they say.' }];
    const needsSpace = saying === 'OFFER' && this.kept() === undefined && this.unitId() === '';
    return [
      ...(needsSpace ? [{ field: 'unitId', message: 'Choose the space that they offer.' }] : []),
      ...(saying === 'DECLINE' ? this.form.wrong() : []),
      ...(this.code().trim() === '' ? [{ field: 'code', message: 'Enter the code that they say.' }] : []),
    ];
  }
}
