import { computed, DestroyRef, effect, inject, signal } from '@angular/core';
import { Clock } from '../../api/clock';
import { Api, FaultError, SignedOutError } from '../../api/graphql';
import { ShowPlaceDocument, type ShowPlaceMutation } from '../../api/generated';
import { Session } from '../../api/session';
import { isProven } from '../../sign-in/proof';
import { Cover } from '../../ui/exit-page/cover';

export type Address = NonNullable<ShowPlaceMutation['showPlace']['place']>;

/** HIDDEN: nothing on the screen. PROVE: the person has to prove first who they are. SHOWN: for a minute. */
export type Showing = 'HIDDEN' | 'ASKING' | 'PROVE' | 'SHOWN';

const NOT_NOW = 'The address could not be fetched. Try again, or ring the service.';

/**
 * An address that is on the screen for a minute and then nowhere: it is kept in this object alone, let go when the minute
 * is over, when the person says so, when they hide the page or look away from it, and when they leave it.
 */
export class ShownPlace {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly clock = inject(Clock);
  private readonly endsAt = signal(0);
  private readonly kept = signal<Address | undefined>(undefined);
  private readonly step = signal<Exclude<Showing, 'SHOWN'>>('HIDDEN');

  readonly refusal = signal('');
  readonly secondsLeft = computed(() => Math.max(0, Math.ceil((this.endsAt() - this.clock.now()) / 1000)));
  readonly address = computed(() => (this.secondsLeft() > 0 ? this.kept() : undefined));
  readonly state = computed<Showing>(() => (this.address() === undefined ? this.step() : 'SHOWN'));

  constructor() {
    const away = (): void => {
      if (document.visibilityState === 'hidden') this.hide();
    };
    document.addEventListener('visibilitychange', away);
    const cover = inject(Cover);
    effect(() => {
      if (cover.covered()) this.hide();
    });
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', away);
      this.hide();
    });
  }

  hide(): void {
    this.kept.set(undefined);
    this.endsAt.set(0);
  }

  /** Shows it if the person has proved of late who they are; else asks for that first. */
  async show(holdId: string): Promise<void> {
    if (this.step() === 'ASKING') return;
    this.refusal.set('');
    this.step.set('ASKING');
    try {
      this.step.set((await isProven(this.clock.now())) ? await this.fetch(holdId) : 'PROVE');
    } catch (error) {
      this.step.set('HIDDEN');
      if (error instanceof SignedOutError) this.session.lock();
      else this.refusal.set(error instanceof FaultError ? error.message : NOT_NOW);
    }
  }

  private async fetch(holdId: string): Promise<'HIDDEN'> {
    const { showPlace } = await this.api.run(ShowPlaceDocument, { input: { holdId } });
    const [refusal] = showPlace.userErrors;
    this.refusal.set(refusal?.message ?? '');
    this.endsAt.set(this.clock.now() + 1000 * showPlace.shownForSeconds);
    this.kept.set(showPlace.place ?? undefined);
    // The minute ends even if nobody asks any more whether it has.
    setTimeout(() => this.hide(), 1000 * showPlace.shownForSeconds);
    setTimeout(() => document.getElementById('address-heading')?.focus());
    return 'HIDDEN';
  }
}
