import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { BoardDocument, TakeInHandDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Countdown } from '../../ui/countdown/countdown';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LiveRefresh } from '../../ui/live-refresh/live-refresh';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { Pagination } from '../../ui/pagination/pagination';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { count } from '../../ui/time';
import { boardRow } from './board-row';

/** Everyone in the county without a place, in the server's order, and what the coordinator can do about it. */
@Component({
  selector: 'app-board',
  imports: [Countdown, ErrorSummary, LiveRefresh, LoadState, NotSaved, Pagination, RouterLink, StatusTag],
  templateUrl: './board.html',
})
export class Board {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);
  /** Cursor in the address: where this page of the list begins. */
  readonly after = input<string>();

  protected readonly board = query(BoardDocument, () => ({ after: this.after() ?? null }));
  protected readonly act = newAct();
  protected readonly acts = signal(0);
  protected readonly list = computed(() => (this.board.hasValue() ? this.board.value().board : undefined));
  private readonly minute = computed(() => Math.floor(this.clock.now() / 60_000) * 60_000);
  protected readonly rows = computed(() =>
    (this.list()?.edges ?? []).map(({ node }) => boardRow(node, new Date(this.minute()))),
  );
  protected readonly total = computed(() => `${count(this.list()?.totalCount ?? 0, 'household')} without a place`);

  protected take({ id, reference }: { readonly id: string; readonly reference: string }): void {
    const done = (): void => {
      this.flash.say(`You have ${reference} in hand.`);
      this.acts.update((acts) => acts + 1);
      this.board.reload();
      // The button goes: whoever works by keyboard stays in the same row.
      document.getElementById(`board-${id}`)?.focus();
    };
    void this.act.send(TakeInHandDocument, { referralId: id }, { done, refused: () => this.board.reload() });
  }
}
