import { computed, DestroyRef, effect, inject, signal } from '@angular/core';
import { Clock } from '../../api/clock';
import { Api, FaultError, SignedOutError } from '../../api/graphql';
import { TryToReachDocument, type TryToReachMutationVariables } from '../../api/generated';
import { Session } from '../../api/session';
import { Cover } from '../../ui/exit-page/cover';

const NOT_NOW = 'It could not be fetched. Try again.';
const THROUGH_REFERRER = 'Only through those who refer: reach the survivor in the way that you agreed with them.';

/**
 * A number that is on the screen for two minutes and then nowhere: kept in this object alone, let go when the time is over,
 * when the person says so, when they hide the page or look away from it, and when they leave it.
 */
export class ShownWay {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly clock = inject(Clock);
  private readonly endsAt = signal(0);
  private readonly kept = signal<string | undefined>(undefined);

  readonly asking = signal(false);
  readonly refusal = signal('');
  readonly secondsLeft = computed(() => Math.max(0, Math.ceil((this.endsAt() - this.clock.now()) / 1000)));
  readonly text = computed(() => (this.secondsLeft() > 0 ? this.kept() : undefined));

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

  /** Asks for it; says whether it is shown. */
  async show(input: TryToReachMutationVariables['input']): Promise<boolean> {
    if (this.asking()) return false;
    this.refusal.set('');
    this.asking.set(true);
    try {
      return await this.fetch(input);
    } catch (error) {
      if (error instanceof SignedOutError) this.session.lock();
      else this.refusal.set(error instanceof FaultError ? error.message : NOT_NOW);
      return false;
    } finally {
      this.asking.set(false);
    }
  }

  private async fetch(input: TryToReachMutationVariables['input']): Promise<boolean> {
    const { tryToReach } = await this.api.run(TryToReachDocument, { input });
    this.refusal.set(tryToReach.userErrors[0]?.message ?? '');
    if (!tryToReach.shown) return false;
    this.endsAt.set(this.clock.now() + 1000 * tryToReach.shownForSeconds);
    this.kept.set(tryToReach.value ?? THROUGH_REFERRER);
    // The time ends even if nobody asks any more whether it has.
    setTimeout(() => this.hide(), 1000 * tryToReach.shownForSeconds);
    return true;
  }
}
