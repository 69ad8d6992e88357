import { Component, computed, input } from '@angular/core';

/** What a colour says beside its word: wait, act, good, bad, over. */
export type Tone = 'wait' | 'act' | 'good' | 'bad' | 'over';

/** A state in a word and a colour; the word alone is enough. */
export interface Status {
  readonly word: string;
  readonly tone: Tone;
}

const COLOURS: Readonly<Record<Tone, string>> = {
  wait: 'govuk-tag--blue',
  act: 'govuk-tag--yellow',
  good: 'govuk-tag--green',
  bad: 'govuk-tag--red',
  over: 'govuk-tag--grey',
};

@Component({
  selector: 'app-status-tag',
  template: `<strong class="govuk-tag {{ colour() }}">{{ status().word }}</strong>`,
})
export class StatusTag {
  readonly status = input.required<Status>();
  protected readonly colour = computed(() => COLOURS[this.status().tone]);
}
