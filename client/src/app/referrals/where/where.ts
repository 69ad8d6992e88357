import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Clock } from '../../api/clock';
import { WhereToGoDocument, type WhereToGoQuery } from '../../api/generated';
import { query } from '../../api/query';
import { reloadOnChange } from '../../api/reload-on-change';
import { StepUp } from '../../sign-in/step-up';
import { LoadState } from '../../ui/load-state/load-state';
import { dayAndTime } from '../../ui/time';
import { OfferPanel } from '../offer-panel/offer-panel';
import { ReferralHeader } from '../referral-header/referral-header';
import { ShownPlace } from './shown-place';

type Releases = NonNullable<NonNullable<WhereToGoQuery['referral']>['hold']>['releases'];

/** Where the agreed place is, for the person whom the service has named: after a proof of who they are, for one minute. */
@Component({
  selector: 'app-where',
  imports: [LoadState, OfferPanel, ReferralHeader, RouterLink, StepUp],
  templateUrl: './where.html',
})
export class Where {
  private readonly clock = inject(Clock);

  readonly id = input.required<string>();

  protected readonly page = query(WhereToGoDocument, () => ({ id: this.id() }));
  protected readonly shown = new ShownPlace();
  protected readonly referral = computed(() => (this.page.hasValue() ? this.page.value().referral : undefined));
  protected readonly hold = computed(() => this.referral()?.hold ?? undefined);
  protected readonly advice = computed(() => adviceOn(this.hold()?.releases ?? [], new Date(this.clock.now())));
  protected readonly mayLook = computed(() => isOpenForMe(this.hold()?.releases ?? []));

  constructor() {
    reloadOnChange(this.page, ({ ids, kinds }) =>
      ids.length === 0 ? kinds.includes('Hold') : ids.includes(this.id()),
    );
  }

  protected show(): void {
    const hold = this.hold();
    if (hold) void this.shown.show(hold.id);
  }
}

const isOpenForMe = (releases: Releases): boolean => releases.some(({ isMine, state }) => isMine && state === 'OPEN');

/** What stands between this person and the address, or until when they may see it. */
export function adviceOn(releases: Releases, now: Date): string {
  const mine = releases.find(({ isMine, state }) => isMine && state === 'OPEN') ?? releases.find((one) => one.isMine);
  if (mine !== undefined) return MINE[mine.state](dayAndTime(new Date(mine.expiresAt), now));
  const [other] = releases.filter(({ state }) => state === 'OPEN');
  if (other !== undefined) return `The service has let ${other.to.name} see the address, and nobody else.`;
  return 'The service has not let anybody see the address. Go to the meeting point, or ring the service if that is not enough.';
}

const MINE: Readonly<Record<Releases[number]['state'], (until: string) => string>> = {
  OPEN: (until) =>
    `You may see the address until ${until}. Say it only to the survivor, by voice. Write it down nowhere.`,
  EXPIRED: () => 'The time in which you could see the address is over. Ring the service if you still need it.',
  TAKEN_BACK: () => 'The service has taken back its word that you may see the address. Ring the service.',
  SUSPENDED: () => 'This place is being checked again for safety. Nobody may go there. Ring the county coordinator.',
  OVER: () => 'The household has arrived, or the placement has ended. The address is not shown any more.',
};
