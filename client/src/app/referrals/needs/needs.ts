import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { SUPPORT_NEEDS } from '@openhaven/domain/codes';
import type { KnownAnswer } from '@openhaven/domain/household';
import type { History, Severity } from '@openhaven/domain/story';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { LoadState } from '../../ui/load-state/load-state';
import { needInWords } from '../../ui/words/reasons';
import { choices, KNOWN, SEVERITY } from '../../ui/words/story';
import { Draft } from '../draft/draft';
import { SaveStatus } from '../save-status/save-status';

const HISTORY = [
  { key: 'arson', legend: 'Has anybody in the household set fires?' },
  { key: 'violence', legend: 'Has anybody in the household been violent to others?' },
  { key: 'sexualOffence', legend: 'Has anybody in the household committed a sexual offence?' },
] as const satisfies readonly { readonly key: keyof History; readonly legend: string }[];

/** What they need support with, and what some services must look at. */
@Component({
  selector: 'app-needs',
  imports: [CheckboxesField, LoadState, RadiosField, RouterLink, SaveStatus],
  templateUrl: './needs.html',
})
export class Needs {
  readonly id = input.required<string>();

  readonly draft = new Draft(() => this.id());
  protected readonly chosen = computed(() => this.draft.form().needs.map(({ need }) => need));
  protected readonly severities = computed(() =>
    this.draft.form().needs.map(({ need, severity }) => ({ need, severity, label: needInWords(need) })),
  );
  protected readonly history = computed(() =>
    HISTORY.map(({ key, legend }) => ({ key, legend, answer: this.draft.form().history[key] })),
  );
  protected readonly needOptions = optionsOf(SUPPORT_NEEDS);
  protected readonly severityOptions = choices(SEVERITY);
  protected readonly knownOptions = choices(KNOWN);

  protected choose(needs: readonly string[]): void {
    const before = new Map(this.draft.form().needs.map(({ need, severity }) => [need, severity]));
    this.draft.patch({ needs: needs.map((need) => ({ need, severity: before.get(need) ?? 'MEDIUM' })) });
  }

  protected setSeverity(need: string, severity: string): void {
    const needs = this.draft
      .form()
      .needs.map((told) => (told.need === need ? { need, severity: severity as Severity } : told));
    this.draft.patch({ needs });
  }

  protected setHistory(key: keyof History, answer: string): void {
    this.draft.patch({ history: { ...this.draft.form().history, [key]: answer as KnownAnswer } });
  }
}
