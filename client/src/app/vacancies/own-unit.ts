import { computed, type Signal } from '@angular/core';
import { OwnUnitDocument, type OwnUnitQuery } from '../api/generated';
import { query } from '../api/query';

export type Unit = NonNullable<OwnUnitQuery['unit']>;

/** What every page about one space reads. Call it where `inject()` works. */
export class OwnUnit {
  readonly page = query(OwnUnitDocument, () => ({ id: this.id() }));
  /** The space, once it is here. */
  readonly unit: Signal<Unit | undefined> = computed(() =>
    this.page.hasValue() ? (this.page.value().unit ?? undefined) : undefined,
  );
  /** True if there is no such space for this person. */
  readonly missing = computed(() => this.page.hasValue() && this.unit() === undefined);
  /** The stay that is going on in it, if one is. */
  readonly stay = computed(() => {
    const placement = this.unit()?.placement;
    return placement && !placement.leftOn ? placement : undefined;
  });

  constructor(private readonly id: Signal<string>) {}

  /** Whether the server offers an act on the space, by the name of the mutation. */
  may(action: string): boolean {
    return this.unit()?.actions.includes(action) ?? false;
  }

  /** Whether the server offers an act on the stay. */
  mayWithStay(action: string): boolean {
    return this.stay()?.actions.includes(action) ?? false;
  }

  reload(): void {
    this.page.reload();
  }
}
