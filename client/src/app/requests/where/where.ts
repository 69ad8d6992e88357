import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { ReleasePlaceDocument, TakeBackReleaseDocument, ToldWhereDocument } from '../../api/generated';
import { query } from '../../api/query';
import { reloadOnChange } from '../../api/reload-on-change';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import type { Option } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { SelectField } from '../../ui/field/select-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { RequestHeader } from '../request-header/request-header';
import { personOptions, releaseFaults, releaseInWords, untilInstant, untilOptions } from './where-form';

/** The service chooses who may see its address, and until when. First of all comes the meeting point, which they know. */
@Component({
  selector: 'app-tell-where',
  imports: [
    CheckboxesField,
    ErrorSummary,
    LoadState,
    NotSaved,
    RadiosField,
    RequestHeader,
    RouterLink,
    SelectField,
    StatusTag,
  ],
  templateUrl: './where.html',
})
export class TellWhere {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);
  /** The request's id, from the address. */
  readonly id = input.required<string>();

  protected readonly page = query(ToldWhereDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly request = computed(() => (this.page.hasValue() ? this.page.value().placementRequest : undefined));
  protected readonly hold = computed(() => this.request()?.hold ?? undefined);
  private readonly now = computed(() => new Date(Math.floor(this.clock.now() / 60_000) * 60_000));

  protected readonly people = computed(() => personOptions(this.hold() ?? { mayBeNamed: [] }));
  protected readonly ends = computed(() => untilOptions(this.hold() ?? { arrivalUntil: null }, this.now()));
  protected readonly releases = computed(() =>
    (this.hold()?.releases ?? []).map((release) => releaseInWords(release, this.now())),
  );
  protected readonly person = signal('');
  protected readonly until = signal('');
  protected readonly needs = signal<readonly string[]>([]);
  protected readonly needed: readonly Option[] = [
    { value: 'YES', label: 'The meeting point is not enough: they need the address itself' },
  ];

  constructor() {
    reloadOnChange(this.page, ({ ids, kinds }) =>
      ids.length === 0 ? kinds.includes('Hold') : ids.includes(this.hold()?.id ?? this.id()),
    );
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const hold = this.hold();
    const answers = { person: this.person(), until: this.until(), needsAddress: this.needs().length > 0 };
    if (!this.errors.accept(releaseFaults(answers)) || hold === undefined) return;
    const until = untilInstant(answers.until, new Date(this.clock.now()));
    const input = { holdId: hold.id, toUserId: answers.person, until };
    const refused = (): void => void this.page.reload();
    void this.act.send(ReleasePlaceDocument, input, { done: () => this.released(), refused });
  }

  protected takeBack(releaseId: string): void {
    const done = (): void => {
      this.flash.say('Taken back. The address is not shown to them any more.');
      this.page.reload();
    };
    void this.act.send(TakeBackReleaseDocument, { releaseId }, { done, refused: () => void this.page.reload() });
  }

  private released(): void {
    this.person.set('');
    this.needs.set([]);
    this.flash.say('They have been told to look. You see here when they have.');
    this.page.reload();
  }
}
