import { computed, inject, signal } from '@angular/core';
import { Clock } from '../../api/clock';
import { Api, FaultError, SignedOutError } from '../../api/graphql';
import { ShowPlaceDocument, type ShowPlaceMutation } from '../../api/generated';
import { Session } from '../../api/session';
import { isProven } from '../../sign-in/proof';
import { ShownForAWhile } from '../../ui/shown-for-a-while';

export type Address = NonNullable<ShowPlaceMutation['showPlace']['place']>;

/** HIDDEN: nothing on the screen. PROVE: the person has to prove first who they are. SHOWN: for a minute. */
export type Showing = 'HIDDEN' | 'ASKING' | 'PROVE' | 'SHOWN';

const NOT_NOW = 'The address could not be fetched. Try again, or ring the service.';

/** An address that is on the screen for a minute and then nowhere. */
export class ShownPlace {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly clock = inject(Clock);
  private readonly screen = new ShownForAWhile<Address>();
  private readonly step = signal<Exclude<Showing, 'SHOWN'>>('HIDDEN');

  readonly refusal = signal('');
  readonly secondsLeft = this.screen.secondsLeft;
  readonly address = this.screen.value;
  readonly state = computed<Showing>(() => (this.address() === undefined ? this.step() : 'SHOWN'));

  hide(): void {
    this.screen.hide();
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
    if (showPlace.place) this.screen.show(showPlace.place, showPlace.shownForSeconds);
    setTimeout(() => document.getElementById('address-heading')?.focus());
    return 'HIDDEN';
  }
}
