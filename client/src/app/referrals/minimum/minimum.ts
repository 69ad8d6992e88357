import { Location } from '@angular/common';
import { Component, computed, DestroyRef, effect, inject, input, signal } from '@angular/core';
import { NavigationEnd, Router } from '@angular/router';
import { PRIORITIES } from '@openhaven/domain/codes';
import type { KnownAnswer, Sex } from '@openhaven/domain/household';
import type { TonightPlan } from '@openhaven/domain/story';
import { Session } from '../../api/session';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { byField } from '../../ui/error-summary/errors';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { type Option, optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';
import { LoadState } from '../../ui/load-state/load-state';
import { CHANNEL, choices, KNOWN, SEX, TONIGHT } from '../../ui/words/story';
import { ACCESS_OPTIONS, accessChosen, accessOf } from '../draft/access';
import { Draft } from '../draft/draft';
import { minimumErrors } from '../draft/missing';
import {
  applicantOf,
  type ChannelForm,
  EMPTY_AREA,
  EMPTY_CHANNEL,
  type MemberForm,
  type StoryForm,
  type UnsafeAreaForm,
  withAges,
  withApplicant,
  withChannel,
  withOtherAdults,
} from '../draft/story-form';
import { knowsFunding } from '../knows-funding';
import { SaveStatus } from '../save-status/save-status';
import { UnsafeAreaRow } from '../unsafe-area-row/unsafe-area-row';

/** The minimum safe referral on one page: what nobody can be asked without, in under a minute and by keyboard alone. */
@Component({
  selector: 'app-minimum',
  imports: [CheckboxesField, ErrorSummary, LoadState, RadiosField, SaveStatus, SelectField, TextField, UnsafeAreaRow],
  templateUrl: './minimum.html',
})
export class Minimum {
  private readonly router = inject(Router);
  private readonly outOfArea = inject(Session).role() === 'OUT_OF_AREA_REFERRER';

  /** The referral in the address; left out for a new one. */
  readonly id = input<string>();

  readonly draft = new Draft(() => this.id());
  protected readonly form = this.draft.form;
  protected readonly knowsFunding = knowsFunding();
  protected readonly title = this.outOfArea ? 'Refer in' : 'New referral';
  protected readonly applicant = computed(() => applicantOf(this.form()));
  protected readonly channel = computed(() => this.form().channels[0] ?? EMPTY_CHANNEL);
  protected readonly hasNumber = computed(() => !['', 'THROUGH_REFERRER'].includes(this.channel().kind));
  /** Said aloud when an answer opens more questions. */
  protected readonly revealed = computed(() => {
    const number = this.hasNumber() ? 'Below the ways of contact, give the number and the safe hours. ' : '';
    return this.form().unsafe === 'SOME' ? `${number}Below the question about areas, say which they are.` : number;
  });
  protected readonly access = computed(() => accessChosen(this.form().access));
  protected readonly consent = computed(() => (this.form().consentToShare === 'YES' ? ['YES'] : []));
  protected readonly leave = computed(() => (this.channel().mayLeaveMessage ? ['YES'] : []));

  private readonly checked = signal(false);
  protected readonly errors = computed(() => (this.checked() ? minimumErrors(this.form()) : []));
  protected readonly messages = computed(() => byField(this.errors()));
  /** Given to the summary only when the reader asks for the next page, so that it does not take the focus at each key. */
  protected readonly summary = signal(this.errors());

  protected readonly contactOptions = choices(CHANNEL);
  protected readonly sexOptions = choices(SEX);
  protected readonly knownOptions = choices(KNOWN);
  protected readonly tonightOptions = choices(TONIGHT);
  protected readonly priorityOptions = optionsOf(PRIORITIES);
  protected readonly accessOptions = ACCESS_OPTIONS;
  protected readonly leaveOptions: readonly Option[] = [{ value: 'YES', label: 'A message may be left' }];
  protected readonly unsafeOptions: readonly Option[] = [
    { value: 'NONE', label: 'There are none' },
    { value: 'SOME', label: 'Yes', hint: 'Say which below' },
  ];
  protected readonly consentOptions: readonly Option[] = [
    { value: 'YES', label: 'They agree that we share this with the services we ask' },
  ];

  constructor() {
    this.keepAddress();
  }

  protected setContact(kind: string): void {
    this.patchChannel({ kind: kind as ChannelForm['kind'] });
  }

  protected patchChannel(facts: Partial<ChannelForm>): void {
    this.draft.change((form) => withChannel(form, facts));
  }

  protected patchApplicant(facts: Partial<MemberForm>): void {
    this.draft.change((form) => withApplicant(form, facts));
  }

  protected setSex(sex: string): void {
    this.patchApplicant({ sex: sex as Sex });
  }

  protected setAges(sex: Sex, text: string): void {
    this.draft.change((form) => withAges(form, sex, text));
  }

  protected setOtherAdults(text: string): void {
    this.draft.change((form) => withOtherAdults(form, text));
  }

  protected setUnsafe(answer: string): void {
    const { unsafeAreas } = this.form();
    const areas = answer === 'SOME' && unsafeAreas.length === 0 ? [EMPTY_AREA] : unsafeAreas;
    this.draft.patch({ unsafe: answer as StoryForm['unsafe'], unsafeAreas: areas });
  }

  protected setArea(index: number, area: UnsafeAreaForm): void {
    this.draft.patch({ unsafeAreas: this.form().unsafeAreas.with(index, area) });
  }

  protected addArea(): void {
    this.draft.patch({ unsafeAreas: [...this.form().unsafeAreas, EMPTY_AREA] });
    const id = `unsafe-area-${this.form().unsafeAreas.length - 1}`;
    setTimeout(() => document.getElementById(id)?.focus());
  }

  protected removeArea(index: number): void {
    this.draft.patch({ unsafeAreas: this.form().unsafeAreas.toSpliced(index, 1) });
    document.getElementById('add-area')?.focus();
  }

  protected setTonight(plan: string): void {
    this.draft.patch({ tonight: plan as TonightPlan });
  }

  protected setAccess(chosen: readonly string[]): void {
    this.draft.patch({ access: accessOf(chosen, this.form().access) });
  }

  protected setFunds(answer: string): void {
    this.draft.patch({ noRecourseToPublicFunds: answer as KnownAnswer });
  }

  protected setConsent(chosen: readonly string[]): void {
    this.draft.patch({ consentToShare: chosen.includes('YES') ? 'YES' : 'NOT_KNOWN' });
  }

  protected async check(event: Event): Promise<void> {
    event.preventDefault();
    this.checked.set(true);
    this.summary.set([...this.errors()]);
    if (this.errors().length === 0) await this.goTo('check');
  }

  /** To the rest of the story; what is missing here can wait. */
  protected async tellMore(): Promise<void> {
    await this.goTo('tasks');
  }

  // From the first save on, the address is the draft's own: reloading the page comes back to it, not to an empty one.
  private keepAddress(): void {
    const address = inject(Location);
    effect(() => {
      if (this.draft.state().kind !== 'SAVED' || this.id() !== undefined) return;
      address.replaceState(`/referrals/${this.draft.referralId}/story`);
    });
    // Coming to "new" from there keeps this page, as the router sees it: the reader wants another, empty one.
    const subscription = this.router.events.subscribe((event) => {
      const again = this.id() === undefined && this.draft.referralId !== undefined;
      if (event instanceof NavigationEnd && again) void this.draft.restart();
    });
    inject(DestroyRef).onDestroy(() => subscription.unsubscribe());
  }

  private async goTo(page: string): Promise<void> {
    if (!(await this.draft.flush()) || this.draft.referralId === undefined) return;
    await this.router.navigate(['/referrals', this.draft.referralId, page]);
  }
}
