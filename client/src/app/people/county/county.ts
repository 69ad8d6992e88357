import { Component, computed, inject, signal } from '@angular/core';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { ConfirmFactorResetDocument, CountyAccountsDocument } from '../../api/generated';
import { query } from '../../api/query';
import { StepUp } from '../../sign-in/step-up';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { count, dayAndTime } from '../../ui/time';
import { ROLE_WORDS } from '../person-words';

/** What the coordinator has to do with accounts: to be the second of two, and to know whether access is looked at. */
@Component({
  selector: 'app-county-accounts',
  imports: [ErrorSummary, LoadState, NotSaved, StepUp],
  templateUrl: './county.html',
})
export class CountyAccounts {
  private readonly flash = inject(Flash);
  private readonly openedAt = new Date(inject(Clock).now());

  protected readonly page = query(CountyAccountsDocument, () => ({}));
  protected readonly act = newAct();
  protected readonly asksForProof = computed(() => this.act.refusals().some(({ code }) => code === 'STEP_UP_NEEDED'));
  /** The reset that is sent again once the reader has proved who they are. */
  private readonly chosen = signal<{ readonly personId: string; readonly name: string } | undefined>(undefined);
  protected readonly overdue = computed(() => (this.page.hasValue() ? this.page.value().overdueReviews : 0));
  protected readonly overdueWords = computed(() =>
    this.overdue() === 0
      ? 'Somebody has vouched for everyone in the county this quarter.'
      : `Nobody has vouched this quarter for ${count(this.overdue(), 'person', 'people')}. Their administrators see who on their page.`,
  );
  protected readonly resets = computed(() =>
    (this.page.hasValue() ? this.page.value().resetsToConfirm : []).map((reset) => ({
      personId: reset.personId,
      name: reset.name,
      words: `${ROLE_WORDS[reset.role]}, ${reset.organisation.name}. Asked ${dayAndTime(new Date(reset.askedAt), this.openedAt)}.`,
    })),
  );

  protected agree(reset: { readonly personId: string; readonly name: string }): void {
    this.chosen.set(reset);
    this.send();
  }

  protected send(): void {
    const reset = this.chosen();
    if (reset === undefined) return;
    const done = (): void => {
      this.flash.say(`You have agreed for ${reset.name}. They can still stop it.`);
      this.page.reload();
      document.querySelector<HTMLElement>('#main h1')?.focus();
    };
    void this.act.send(ConfirmFactorResetDocument, { personId: reset.personId }, { done });
  }
}
