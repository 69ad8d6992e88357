import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { KeepOutDocument, SetExclusionsDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import type { Option } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { TextAreaField } from '../../ui/field/text-area-field';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { EMPTY_FORM, formOf, type KeepOutForm, toInput } from './keep-out-form';

const asOptions = (rows: readonly { readonly id: string; readonly name: string }[]): readonly Option[] =>
  rows.map(({ id, name }) => ({ value: id, label: name }));

/** Who must not see a referral: people by name, organisations, or everybody but a few. */
@Component({
  selector: 'app-keep-out',
  imports: [CheckboxesField, ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink, TextAreaField],
  templateUrl: './keep-out.html',
})
export class KeepOut {
  private readonly flash = inject(Flash);

  readonly id = input.required<string>();

  protected readonly page = query(KeepOutDocument, () => ({ id: this.id() }));
  protected readonly act = newAct();
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly said = computed(() => this.referral()?.exclusions ?? undefined);
  protected readonly form = signal<KeepOutForm>(EMPTY_FORM);
  protected readonly organisations = computed(() => asOptions(this.said()?.choices ?? []));
  protected readonly colleagues = computed(() => asOptions(this.said()?.colleagues ?? []));
  protected readonly back = computed(() => {
    const isDraft = this.referral()?.status === 'DRAFT';
    return isDraft ? `/referrals/${this.id()}/tasks` : `/referrals/${this.id()}`;
  });
  protected readonly who: readonly Option[] = [
    { value: 'NO', label: 'Everybody of our organisation who makes referrals' },
    {
      value: 'YES',
      label: 'Only whoever wrote it, and those chosen',
      hint: 'The county coordinators see that it is there, not what was told.',
    },
  ];
  /** Said aloud when an answer opens another question. */
  protected readonly revealed = computed(() =>
    this.form().restricted === 'YES' ? 'Below, choose who else may see it.' : '',
  );

  constructor() {
    effect(() => {
      const said = this.said();
      if (said) untracked(() => this.form.set(formOf(said)));
    });
  }

  protected patch(facts: Partial<KeepOutForm>): void {
    this.form.update((form) => ({ ...form, ...facts }));
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const said = this.said();
    if (!said) return;
    await this.act.send(
      SetExclusionsDocument,
      { referralId: this.id(), rev: said.rev, ...toInput(this.form()) },
      { done: () => void this.flash.sayAt(this.back(), 'Saved: who must not see this.') },
    );
  }
}
