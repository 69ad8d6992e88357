import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { ConfirmPersonDocument, PeopleDocument, WithdrawInvitationDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { Pagination } from '../../ui/pagination/pagination';
import { StatusTag } from '../../ui/status-tag/status-tag';
import { count, dayAndTime } from '../../ui/time';
import { isReviewDue, personRow, ROLE_WORDS } from '../person-words';

/** Everyone of the organisation, who is invited, and of whom to say whether they still need to come in. */
@Component({
  selector: 'app-people',
  imports: [ErrorSummary, LoadState, NotSaved, Pagination, RouterLink, StatusTag],
  templateUrl: './list.html',
})
export class People {
  private readonly flash = inject(Flash);
  private readonly openedAt = new Date(inject(Clock).now());
  /** Cursor in the address: where this page of the list begins. */
  readonly after = input<string>();

  protected readonly people = query(PeopleDocument, () => ({ after: this.after() ?? null }));
  protected readonly act = newAct();
  protected readonly page = computed(() => (this.people.hasValue() ? this.people.value() : undefined));
  private readonly nodes = computed(() => (this.page()?.people.edges ?? []).map(({ node }) => node));
  protected readonly rows = computed(() => this.nodes().map((person) => personRow(person, this.openedAt)));
  protected readonly toReview = computed(() => this.nodes().filter((person) => isReviewDue(person, this.openedAt)));
  protected readonly reviewTitle = computed(() => `${count(this.toReview().length, 'person', 'people')} to look at`);
  protected readonly invitations = computed(() =>
    (this.page()?.invitations ?? []).map(({ id, name, email, role, expiresAt }) => ({
      id,
      name,
      words: `${email}, ${ROLE_WORDS[role]}. The code works until ${dayAndTime(new Date(expiresAt), this.openedAt)}.`,
    })),
  );

  protected confirm({ id, name }: { readonly id: string; readonly name: string }): void {
    const done = (): void => this.said(`${name} keeps their access.`, 'review');
    void this.act.send(ConfirmPersonDocument, { personId: id }, { done, refused: () => this.people.reload() });
  }

  protected withdraw({ id, name }: { readonly id: string; readonly name: string }): void {
    const done = (): void => this.said(`The invitation of ${name} is taken back.`, 'invitations');
    void this.act.send(WithdrawInvitationDocument, { invitationId: id }, { done });
  }

  /** The button goes with its row: whoever works by keyboard goes on from the heading above it. */
  private said(message: string, heading: string): void {
    this.flash.say(message);
    this.people.reload();
    (document.getElementById(heading) ?? document.querySelector<HTMLElement>('#main h1'))?.focus();
  }
}
