import { Component, computed, input } from '@angular/core';
import type { Query } from '../../api/query';
import { FaultError, OutcomeUnknownError } from '../../api/graphql';

/** What stands where a page's contents will be: that it is coming, or why it has not come. */
@Component({ selector: 'app-load-state', templateUrl: './load-state.html' })
export class LoadState {
  readonly of = input.required<Query<unknown>>();

  protected readonly loading = computed(() => this.of().status() === 'loading');
  protected readonly problem = computed(() => {
    const error = this.of().error();
    if (error === undefined) return undefined;
    return error instanceof FaultError || (error instanceof OutcomeUnknownError && error.message)
      ? error.message
      : 'OpenHaven cannot be reached just now. Nothing is lost.';
  });
}
