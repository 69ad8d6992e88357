import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { AskedQuestionsDocument, GiveInformationDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { TextAreaField } from '../../ui/field/text-area-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { doubtsAbout } from '../../ui/words/tell-tales';

/** A service's question, and the place for its answer. */
@Component({
  selector: 'app-answer',
  imports: [ErrorSummary, LoadState, NotSaved, RouterLink, TextAreaField],
  templateUrl: './answer.html',
})
export class Answer {
  private readonly flash = inject(Flash);

  /** The referral, and the request, in the address. */
  readonly id = input.required<string>();
  readonly requestId = input.required<string>();

  protected readonly page = query(AskedQuestionsDocument, () => ({ id: this.requestId() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly request = computed(() => (this.page.hasValue() ? this.page.value().placementRequest : undefined));
  protected readonly question = computed(() => this.request()?.questions.find(({ answeredAt }) => answeredAt === null));
  protected readonly answer = signal('');

  protected async send(event: Event, questionId: string): Promise<void> {
    event.preventDefault();
    const answer = this.answer().trim();
    const found = answer === '' ? [{ field: 'answer', message: 'Write the answer' }] : [];
    if (!this.errors.accept(found, doubtsAbout('answer', answer))) return;
    await this.act.send(
      GiveInformationDocument,
      { requestId: this.requestId(), questionId, answer },
      {
        done: () => void this.flash.sayAt(`/referrals/${this.id()}`, 'The answer has been sent.'),
        refused: () => this.page.reload(),
      },
    );
  }
}
