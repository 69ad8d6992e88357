import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { DeclineRequestDocument } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { civilDay } from '../../ui/time';
import { doubtsAbout } from '../../ui/words/tell-tales';
import { AskedRequest } from '../asked-request';
import { RequestHeader } from '../request-header/request-header';
import { DeclineFields } from './decline-fields';
import { DeclineForm } from './decline-form';

/** Says no to a request, with the reason and what would have made it a yes. */
@Component({
  selector: 'app-decline',
  imports: [DeclineFields, ErrorSummary, LoadState, NotSaved, RequestHeader, RouterLink],
  templateUrl: './decline.html',
})
export class Decline {
  private readonly flash = inject(Flash);
  private readonly day = civilDay(new Date(inject(Clock).now()));
  /** The request's id, from the address. */
  readonly id = input.required<string>();

  protected readonly asked = new AskedRequest(this.id);
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly mayDecline = computed(() => this.asked.may('declineRequest'));
  private readonly needsTold = computed(() =>
    this.asked.read(({ facts }) => (facts?.needs ?? []).map(({ need }) => need), []),
  );
  protected readonly form = new DeclineForm(this.day, this.needsTold);

  protected submit(event: Event): void {
    event.preventDefault();
    if (!this.errors.accept(this.form.wrong(), doubtsAbout('note', this.form.note().trim()))) return;
    const done = (): void => void this.flash.sayAt('/requests', SAID);
    const refused = (): void => this.asked.reload();
    void this.act.send(DeclineRequestDocument, { requestId: this.id(), ...this.form.answers() }, { done, refused });
  }
}

const SAID = 'You have said no. The referrer has been told and looks elsewhere.';
