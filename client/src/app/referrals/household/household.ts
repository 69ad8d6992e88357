import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { KnownAnswer, Sex } from '@openhaven/domain/household';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { NOT_A_DAY } from '../../ui/field/date-parts';
import { DateField } from '../../ui/field/date-field';
import type { Option } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';
import { LoadState } from '../../ui/load-state/load-state';
import { choices, KNOWN, MEMBER_ROLE, PET, SEX } from '../../ui/words/story';
import { Draft } from '../draft/draft';
import { type MemberForm, memberOf, textsOf } from '../draft/story-form';
import { SaveStatus } from '../save-status/save-status';

const DATE_ERROR = 'Enter a real date, for example 27 3 1990';

/** Names and dates of birth, pregnancy and pets: helpful, and never needed before a place is offered. */
@Component({
  selector: 'app-household',
  imports: [CheckboxesField, DateField, LoadState, RadiosField, RouterLink, SaveStatus, SelectField, TextField],
  templateUrl: './household.html',
})
export class Household {
  readonly id = input.required<string>();

  readonly draft = new Draft(() => this.id());
  protected readonly form = this.draft.form;
  protected readonly members = computed(() => this.form().members.map(withTitle));
  /** Said aloud when an answer opens another question. */
  protected readonly revealed = computed(() =>
    this.form().pregnant === 'YES' ? 'Below, say when the baby is due.' : '',
  );
  protected readonly dueDateError = computed(() => dateError(this.form().dueDate));

  protected readonly sexOptions = choices(SEX);
  protected readonly knownOptions = choices(KNOWN);
  protected readonly petOptions = choices(PET);
  protected readonly addable: readonly Option[] = [
    { value: 'CHILD', label: 'A child' },
    { value: 'ADULT_DEPENDANT', label: 'An adult' },
    { value: 'CARER', label: 'A carer' },
  ];

  protected patch(index: number, facts: Partial<MemberForm>): void {
    this.setMembers(this.form().members.map((member, at) => (at === index ? { ...member, ...facts } : member)));
  }

  protected setSex(index: number, sex: string): void {
    this.patch(index, { sex: sex as Sex });
  }

  protected setTransgender(index: number, answer: string): void {
    this.patch(index, { transgender: answer as KnownAnswer });
  }

  protected add(role: string): void {
    this.setMembers([...this.form().members, memberOf(role as MemberForm['role'])]);
    const id = `member-${this.form().members.length - 1}-name`;
    setTimeout(() => document.getElementById(id)?.focus());
  }

  protected remove(index: number): void {
    this.setMembers(this.form().members.toSpliced(index, 1));
    document.getElementById('add-CHILD')?.focus();
  }

  protected setPregnant(answer: string): void {
    this.draft.patch({ pregnant: answer as KnownAnswer });
  }

  private setMembers(members: readonly MemberForm[]): void {
    this.draft.patch({ members, ...textsOf(members) });
  }
}

function dateError(day: string): string | undefined {
  return day === NOT_A_DAY ? DATE_ERROR : undefined;
}

function withTitle(member: MemberForm, index: number) {
  return {
    member,
    id: `member-${index}`,
    title: `${index + 1}. ${MEMBER_ROLE[member.role]}`,
    removable: member.role !== 'APPLICANT',
    dateError: dateError(member.dateOfBirth),
  };
}
