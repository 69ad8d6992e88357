import { Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ReferralLooksDocument } from '../../api/generated';
import { query } from '../../api/query';
import { LoadState } from '../../ui/load-state/load-state';
import { Looks } from '../../ui/looks/looks';

/** Who looked at a referral: for its own organisation and the coordinator. */
@Component({ selector: 'app-referral-looks', imports: [LoadState, Looks, RouterLink], templateUrl: './looks.html' })
export class ReferralLooks {
  readonly id = input.required<string>();
  readonly after = input<string>();

  protected readonly page = query(ReferralLooksDocument, () => ({ id: this.id(), after: this.after() ?? null }));
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
}
