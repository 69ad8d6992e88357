import { computed, inject, type Signal } from '@angular/core';
import { Session } from '../api/session';

/** Whether the reader may hear of immigration and funding: the police neither see nor are asked about it. */
export function knowsFunding(): Signal<boolean> {
  const session = inject(Session);
  return computed(() => session.viewer()?.knowsFunding ?? false);
}
