import { computed, type Signal } from '@angular/core';
import { CoordinatedReferralDocument, type CoordinatedReferralQuery } from '../api/generated';
import { query } from '../api/query';
import { REFERRAL_STATUS } from '../ui/words/status';
import { PRIORITY } from '../ui/words/work';

type Referral = NonNullable<CoordinatedReferralQuery['referral']>;

/** The referral that the coordinator acts on from the board. Call it where `inject()` works. */
export class Coordinated {
  readonly page = query(CoordinatedReferralDocument, () => ({ id: this.id() }));
  readonly referral: Signal<Referral | undefined> = computed(() =>
    this.page.hasValue() ? (this.page.value().referral ?? undefined) : undefined,
  );
  readonly tags = computed(() => {
    const referral = this.referral();
    if (referral === undefined) return [];
    return [PRIORITY[referral.priority], REFERRAL_STATUS[referral.status]].filter((tag) => tag !== undefined);
  });

  constructor(private readonly id: Signal<string>) {}

  /** Whether the server offers an act, by the name of the mutation. */
  may(action: string): boolean {
    return this.referral()?.actions.includes(action) ?? false;
  }

  reload(): void {
    this.page.reload();
  }
}
