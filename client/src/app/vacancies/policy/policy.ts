import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import {
  PolicyPreviewDocument,
  type PolicyPreviewQuery,
  type PolicyPreviewQueryVariables,
  ServicePolicyDocument,
  type ServicePolicyQuery,
  SetAdmissionPolicyDocument,
} from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { RadiosField } from '../../ui/field/radios-field';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { civilDay, count, dayInWords } from '../../ui/time';
import { FIT } from '../../ui/words/fit';
import { differences, needRows, OPTIONS, type PolicyForm, policyErrors, toForm, toPolicy } from './policy-words';

/** What a service takes, in plain words; before it is saved, which requests of late it would have answered otherwise. */
@Component({
  selector: 'app-policy',
  imports: [ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink, SelectField, StatusTag, TextField],
  templateUrl: './policy.html',
})
export class Policy {
  private readonly flash = inject(Flash);

  readonly serviceId = input.required<string>();

  protected readonly page = query(ServicePolicyDocument, () => ({ serviceId: this.serviceId() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly options = OPTIONS;
  protected readonly shown = computed(() => (this.page.hasValue() ? this.page.value().servicePolicy : undefined));
  protected readonly form = signal<PolicyForm | undefined>(undefined);
  protected readonly needs = computed(() => needRows(this.form()?.needs ?? {}));

  private readonly saved = computed(() => {
    const shown = this.shown();
    return shown ? toForm(shown.policy) : undefined;
  });
  /** What is changed on the page and not saved. */
  protected readonly changes = computed(() => {
    const [before, after] = [this.saved(), this.form()];
    return before && after ? differences(before, after) : [];
  });
  protected readonly earlier = computed(() => earlierInWords(this.shown()));

  private readonly tried = signal<PolicyPreviewQueryVariables | undefined>(undefined);
  protected readonly preview = query(PolicyPreviewDocument, () => this.tried());
  protected readonly turned = computed(() => {
    const preview = this.tried() && this.preview.hasValue() ? this.preview.value().policyPreview : undefined;
    return preview && { asked: askedInWords(preview.asked, preview.since), rows: preview.turned.map(turnedRow) };
  });

  constructor() {
    effect(() => {
      const saved = this.saved();
      // Answers that are not saved stay where somebody else has saved meanwhile: what differs is listed.
      if (saved !== undefined) untracked(() => this.form.update((form) => form ?? saved));
    });
  }

  protected set(field: Exclude<keyof PolicyForm, 'needs'>, value: string): void {
    this.form.update((form) => form && { ...form, [field]: value });
    this.tried.set(undefined);
  }

  protected setNeed(need: string, stance: string): void {
    this.form.update((form) => form && { ...form, needs: { ...form.needs, [need]: stance } });
    this.tried.set(undefined);
  }

  protected look(): void {
    const form = this.form();
    if (form && this.errors.accept(policyErrors(form)))
      this.tried.set({ serviceId: this.serviceId(), policy: toPolicy(form) });
  }

  protected save(event: Event): void {
    event.preventDefault();
    const form = this.form();
    if (form === undefined || !this.errors.accept(policyErrors(form))) return;
    const done = (): void => {
      this.tried.set(undefined);
      this.form.set(undefined);
      this.flash.say('Saved. From now on places are found by it.');
      this.page.reload();
    };
    const wish = { serviceId: this.serviceId(), rev: this.shown()?.rev ?? null, policy: toPolicy(form) };
    void this.act.send(SetAdmissionPolicyDocument, wish, { done, refused: () => this.page.reload() });
  }
}

type ServicePolicy = NonNullable<ServicePolicyQuery['servicePolicy']>;
type Turned = NonNullable<PolicyPreviewQuery['policyPreview']>['turned'][number];

/** Each change that was made, the last first: when, by whom, and what differed. */
function earlierInWords(shown: ServicePolicy | null | undefined) {
  if (!shown) return [];
  const after = [shown.policy, ...shown.earlier.map(({ policy }) => policy)];
  return shown.earlier.map(({ policy, until, changedBy }, index) => ({
    version: policy.version,
    title: `${dayInWords(civilDay(new Date(until)))}, ${changedBy ?? 'somebody whose account is gone'}`,
    changes: differences(toForm(policy), toForm(after[index] ?? policy)),
  }));
}

function askedInWords(asked: number, since: string): string {
  const day = dayInWords(civilDay(new Date(since)));
  return asked === 0
    ? `Since ${day} there was no request to look at.`
    : `Looked at ${count(asked, 'request')} since ${day}, by what is shared with you.`;
}

function turnedRow({ request, before, after }: Turned) {
  return { id: request.id, reference: request.reference, before: FIT[before], after: FIT[after] };
}
