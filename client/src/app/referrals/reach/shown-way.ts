import { inject, signal } from '@angular/core';
import { Api, FaultError, SignedOutError } from '../../api/graphql';
import { TryToReachDocument, type TryToReachMutationVariables } from '../../api/generated';
import { Session } from '../../api/session';
import { ShownForAWhile } from '../../ui/shown-for-a-while';

const NOT_NOW = 'It could not be fetched. Try again.';
const THROUGH_REFERRER = 'Only through those who refer: reach the survivor in the way that you agreed with them.';

/** A number that is on the screen for two minutes and then nowhere. */
export class ShownWay {
  private readonly api = inject(Api);
  private readonly session = inject(Session);
  private readonly screen = new ShownForAWhile<string>();

  readonly asking = signal(false);
  readonly refusal = signal('');
  readonly secondsLeft = this.screen.secondsLeft;
  readonly text = this.screen.value;

  hide(): void {
    this.screen.hide();
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
    this.screen.show(tryToReach.value ?? THROUGH_REFERRER, tryToReach.shownForSeconds);
    return true;
  }
}
