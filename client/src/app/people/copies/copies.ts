import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { IDENTITY_CHECKS } from '@openhaven/domain/subject-access';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import {
  CloseSubjectAccessDocument,
  OpenSubjectAccessDocument,
  PrepareCopyAgainDocument,
  PrepareCopyDocument,
  ReleaseCopyDocument,
  ShowSubjectAccessDocument,
  type ShowSubjectAccessMutation,
  SubjectAccessRequestsDocument,
} from '../../api/generated';
import { Api, FaultError, SignedOutError } from '../../api/graphql';
import { query } from '../../api/query';
import { Session } from '../../api/session';
import { Proof } from '../../sign-in/proof';
import { StepUp } from '../../sign-in/step-up';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { DateField } from '../../ui/field/date-field';
import { type Option, optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { TextField } from '../../ui/field/text-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { civilDay } from '../../ui/time';
import { dayErrors } from '../../vacancies/day-errors';
import { choices, ownKeys, requestRow, withheld } from './copy-words';

const NOT_NOW = 'It could not be opened. Try again.';

type Shown = ShowSubjectAccessMutation['showSubjectAccess'];

/** For privacy officers: people who ask for a copy of what is kept about them, and what two officers let go. */
@Component({
  selector: 'app-copies',
  imports: [
    CheckboxesField,
    DateField,
    ErrorSummary,
    LoadState,
    NotSaved,
    RadiosField,
    RouterLink,
    StatusTag,
    StepUp,
    TextField,
  ],
  templateUrl: './copies.html',
})
export class Copies {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);

  protected readonly page = query(SubjectAccessRequestsDocument, () => ({}));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  private readonly asked = computed(() => (this.page.hasValue() ? this.page.value().subjectAccessRequests : []));
  protected readonly rows = computed(() => this.asked().map((one) => requestRow(one, new Date(this.clock.now()))));

  protected readonly reference = signal('');
  protected readonly who = signal('');
  protected readonly identity = signal('');
  protected readonly receivedOn = signal('');
  protected readonly checks = optionsOf(IDENTITY_CHECKS);
  protected readonly askers: readonly Option[] = [
    { value: 'APPLICANT', label: 'The person the referral was made for' },
    { value: 'SOMEBODY_ELSE', label: 'Anybody else, a partner or relative among them' },
  ];

  protected readonly proof = new Proof();
  protected readonly openId = signal('');
  protected readonly shown = signal<Shown | undefined>(undefined);
  protected readonly opened = computed(() => this.asked().find(({ id }) => id === this.openId()));
  protected readonly choices = computed(() => choices(this.shown()?.items ?? []));
  protected readonly withheld = computed(() => withheld(this.shown()?.items ?? []));
  protected readonly include = signal<readonly string[]>([]);

  protected begin(event: Event): void {
    event.preventDefault();
    const [reference, identity, receivedOn] = [this.reference().trim(), this.identity(), this.receivedOn()];
    const isApplicant = this.who() === 'APPLICANT';
    const wrong = [
      ...(reference === '' ? [{ field: 'reference', message: 'Enter the reference, for example WOR-7K2MP.' }] : []),
      ...(this.who() === '' ? [{ field: 'isApplicant', message: 'Say who asks.' }] : []),
      ...(isApplicant && identity === '' ? [{ field: 'identity', message: 'Say how you made sure.' }] : []),
      ...dayErrors('receivedOn', receivedOn, { until: civilDay(new Date(this.clock.now())), required: true }),
    ];
    if (!this.errors.accept(wrong)) return;
    const done = (): void => {
      for (const field of [this.reference, this.who, this.identity, this.receivedOn]) field.set('');
      this.said('The request is in the list. The story is kept until it is answered.');
    };
    void this.act.send(OpenSubjectAccessDocument, { reference, isApplicant, identity, receivedOn }, { done });
  }

  protected async open(id: string): Promise<void> {
    this.hide();
    await this.proof.before(() => this.show(id));
  }

  private async show(id: string): Promise<void> {
    try {
      const { showSubjectAccess } = await this.api.run(ShowSubjectAccessDocument, { input: { id } });
      this.act.refusals.set(showSubjectAccess.userErrors);
      if (showSubjectAccess.userErrors.length > 0) return;
      this.include.set(ownKeys(showSubjectAccess.items));
      this.shown.set(showSubjectAccess);
      this.openId.set(id);
      setTimeout(() => document.getElementById('opened')?.focus());
    } catch (error) {
      if (error instanceof SignedOutError) this.session.lock();
      else this.act.refusals.set([{ code: 'FAULT', message: error instanceof FaultError ? error.message : NOT_NOW }]);
    }
  }

  protected prepare(event: Event): void {
    event.preventDefault();
    const none = this.include().length === 0 ? [{ field: 'include', message: 'Choose at least one part.' }] : [];
    if (!this.errors.accept(none)) return;
    const [id, include] = [this.openId(), [...this.include()]];
    const done = (): void => this.finish('Prepared. Somebody else has to read it and release it.');
    void this.proof.before(() => this.act.send(PrepareCopyDocument, { id, include }, { done }));
  }

  protected release(): void {
    const id = this.openId();
    const done = (): void =>
      this.finish(
        'Released. It can be taken out for seven days. Lift the hold under Retention once it is handed over.',
      );
    void this.proof.before(() => this.act.send(ReleaseCopyDocument, { id }, { done }));
  }

  protected again(): void {
    const done = (): void => this.finish('Taken back: it has to be prepared anew.');
    void this.act.send(PrepareCopyAgainDocument, { id: this.openId() }, { done });
  }

  protected end(id: string): void {
    const done = (): void => this.finish('Ended without a copy. The story is still kept: see Retention.');
    void this.act.send(CloseSubjectAccessDocument, { id }, { done, refused: () => this.page.reload() });
  }

  protected hide(): void {
    this.openId.set('');
    this.shown.set(undefined);
  }

  protected print(): void {
    window.print();
  }

  private finish(message: string): void {
    this.hide();
    this.said(message);
  }

  private said(message: string): void {
    this.flash.say(message);
    this.page.reload();
    document.getElementById('asked')?.focus();
  }
}
