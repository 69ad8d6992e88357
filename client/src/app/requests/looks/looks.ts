import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { RequestLooksDocument } from '../../api/generated';
import { query } from '../../api/query';
import { LoadState } from '../../ui/load-state/load-state';
import { Looks } from '../../ui/looks/looks';

/** Who looked at a request: for the service that is asked. */
@Component({ selector: 'app-request-looks', imports: [LoadState, Looks, RouterLink], templateUrl: './looks.html' })
export class RequestLooks {
  readonly id = input.required<string>();
  readonly after = input<string>();

  protected readonly page = query(RequestLooksDocument, () => ({ id: this.id(), after: this.after() ?? null }));
  protected readonly request = computed(() => (this.page.hasValue() ? this.page.value().placementRequest : undefined));
}
