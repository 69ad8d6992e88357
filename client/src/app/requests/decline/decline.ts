import { FUNDING_ROUTES, namesNeed, namesRoutes } from '@openhaven/domain/decline';
import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { DeclineRequestDocument } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { optionsOf } from '../../ui/field/field';
import { RadiosField } from '../../ui/field/radios-field';
import { SelectField } from '../../ui/field/select-field';
import { TextAreaField } from '../../ui/field/text-area-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { civilDay } from '../../ui/time';
import { AskedRequest } from '../asked-request';
import { RequestHeader } from '../request-header/request-header';
import { doubtsAbout } from '../../ui/words/tell-tales';
import { changeOptions, declineErrors, groupOptions, needOptions, reasonOptions } from './decline-words';

/** Says no to a request, with the reason and what would have made it a yes. */
@Component({
  selector: 'app-decline',
  imports: [
    CheckboxesField,
    ErrorSummary,
    LoadState,
    NotSaved,
    RadiosField,
    RequestHeader,
    RouterLink,
    SelectField,
    TextAreaField,
  ],
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

  protected readonly group = signal('');
  protected readonly reason = signal('');
  protected readonly need = signal('');
  protected readonly routesTried = signal<readonly string[]>([]);
  protected readonly wouldBeYesIf = signal('');
  protected readonly note = signal('');

  protected readonly mayDecline = computed(() => this.asked.may('declineRequest'));
  protected readonly groups = groupOptions(this.day);
  protected readonly reasons = computed(() => reasonOptions(this.group(), this.day));
  protected readonly asksRoutes = computed(() => namesRoutes(this.reason()));
  protected readonly routes = optionsOf(FUNDING_ROUTES);
  protected readonly asksNeed = computed(() => namesNeed(this.reason()));
  protected readonly needs = computed(() =>
    needOptions(this.asked.read(({ facts }) => (facts?.needs ?? []).map(({ need }) => need), [])),
  );
  protected readonly changes = computed(() => changeOptions(this.group()));

  /** Another kind of reason: what was chosen below it no longer stands. */
  protected chooseGroup(group: string): void {
    this.group.set(group);
    this.reason.set('');
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const [reason, wouldBeYesIf, note] = [this.reason(), this.wouldBeYesIf(), this.note().trim()];
    const need = this.asksNeed() ? this.need() : '';
    const routesTried = this.asksRoutes() ? this.routesTried() : [];
    const found = declineErrors({ group: this.group(), reason, need, routesTried, wouldBeYesIf });
    if (!this.errors.accept(found, doubtsAbout('note', note))) return;
    const input = { requestId: this.id(), reason, need: need || null, routesTried, wouldBeYesIf, note: note || null };
    const done = (): void => void this.flash.sayAt('/requests', SAID);
    const refused = (): void => this.asked.reload();
    void this.act.send(DeclineRequestDocument, input, { done, refused });
  }
}

const SAID = 'You have said no. The referrer has been told and looks elsewhere.';
