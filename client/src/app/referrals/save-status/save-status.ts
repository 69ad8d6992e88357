import { Component, computed, input } from '@angular/core';
import { clockTime } from '../../ui/time';
import type { Draft } from '../draft/draft';

/** "Saved 14:02", or what is the matter and what can be done. Read aloud without taking the focus. */
@Component({ selector: 'app-save-status', templateUrl: './save-status.html' })
export class SaveStatus {
  readonly draft = input.required<Draft>();

  protected readonly kind = computed(() => this.draft().state().kind);
  protected readonly savedAt = computed(() => {
    const state = this.draft().state();
    return state.kind === 'SAVED' ? clockTime(new Date(state.at)) : undefined;
  });
  protected readonly refusals = computed(() => {
    const state = this.draft().state();
    return state.kind === 'REFUSED' ? state.refusals : [];
  });
}
