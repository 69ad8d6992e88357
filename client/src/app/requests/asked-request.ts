import { computed, type Signal } from '@angular/core';
import { AskedRequestDocument, type AskedRequestQuery } from '../api/generated';
import { query } from '../api/query';

/** A request as the service that is asked sees it. */
export type Asked = NonNullable<AskedRequestQuery['placementRequest']>;

/** What every page about one request reads. Call it where `inject()` works. */
export class AskedRequest {
  readonly page = query(AskedRequestDocument, () => ({ id: this.id() }));
  /** The request, once it is here. */
  readonly request: Signal<Asked | undefined> = computed(() =>
    this.page.hasValue() ? (this.page.value().placementRequest ?? undefined) : undefined,
  );
  /** True if there is no such request for this person. */
  readonly missing = computed(() => this.page.hasValue() && this.request() === undefined);

  constructor(private readonly id: Signal<string>) {}

  /** Something read off the request, or `otherwise` while it is not here. */
  read<T>(of: (request: Asked) => T, otherwise: T): T {
    const request = this.request();
    return request === undefined ? otherwise : of(request);
  }

  /** Whether the server offers an act on it, by the name of the mutation. */
  may(action: string): boolean {
    return this.request()?.actions.includes(action) ?? false;
  }

  reload(): void {
    this.page.reload();
  }
}
