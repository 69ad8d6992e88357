import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Query } from '../../api/query';
import { FaultError, OutcomeUnknownError } from '../../api/graphql';

/** What stands where a page's contents will be: that it is coming, or why it has not come. */
@Component({ selector: 'app-load-state', imports: [RouterLink], templateUrl: './load-state.html' })
export class LoadState {
  readonly of = input.required<Query<unknown>>();

  protected readonly loading = computed(() => this.of().status() === 'loading');
  /** What does not exist and what is not for this person read the same. */
  protected readonly nothing = computed(() => {
    const error = this.of().error();
    return error instanceof FaultError && error.code === 'NOT_FOUND';
  });
  protected readonly problem = computed(() => {
    const error = this.of().error();
    if (error === undefined) return undefined;
    return error instanceof FaultError || (error instanceof OutcomeUnknownError && error.message)
      ? error.message
      : 'OpenHaven cannot be reached just now. Nothing is lost.';
  });
}
