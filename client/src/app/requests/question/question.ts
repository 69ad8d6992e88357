import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { AskForInformationDocument } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { TextAreaField } from '../../ui/field/text-area-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { doubtsAbout } from '../../ui/words/tell-tales';
import { AskedRequest } from '../asked-request';
import { RequestHeader } from '../request-header/request-header';

/** Asks the referrer something that is needed before a yes or no. */
@Component({
  selector: 'app-ask-question',
  imports: [ErrorSummary, LoadState, NotSaved, RequestHeader, RouterLink, TextAreaField],
  templateUrl: './question.html',
})
export class AskQuestion {
  private readonly flash = inject(Flash);
  /** The request's id, from the address. */
  readonly id = input.required<string>();

  protected readonly asked = new AskedRequest(this.id);
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly question = signal('');
  protected readonly mayAsk = computed(() => this.asked.may('askForInformation'));

  protected submit(event: Event): void {
    event.preventDefault();
    const question = this.question().trim();
    if (!this.errors.accept(questionErrors(question), doubtsAbout('question', question))) return;
    const done = (): void => void this.flash.sayAt(`/requests/${this.id()}`, SAID);
    const refused = (): void => this.asked.reload();
    void this.act.send(AskForInformationDocument, { requestId: this.id(), question }, { done, refused });
  }
}

const SAID = 'Your question has been sent. The answer will appear here. You can still say yes or no at any time.';

function questionErrors(question: string): readonly FieldError[] {
  return question === '' ? [{ field: 'question', message: 'Write what you need to know.' }] : [];
}
