import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { MakeOfferDocument } from '../../api/generated';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { DateField } from '../../ui/field/date-field';
import { RadiosField } from '../../ui/field/radios-field';
import { TextField } from '../../ui/field/text-field';
import { Flash } from '../../ui/flash';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { doubtsAbout } from '../../ui/words/tell-tales';
import { type ArrivalWindow, dayOptions, isWrong, likelyArrival, windowOf } from '../arrival-window';
import { type Asked, AskedRequest } from '../asked-request';
import { unitsOf } from '../candidates';
import { RequestHeader } from '../request-header/request-header';
import { keptSpace, spaceOptions, unfitSpaces } from './spaces';

/** Says yes to a request: which space, when they arrive, and where they are met. */
@Component({
  selector: 'app-offer',
  imports: [DateField, ErrorSummary, LoadState, NotSaved, RadiosField, RequestHeader, RouterLink, TextField],
  templateUrl: './offer.html',
})
export class Offer {
  private readonly flash = inject(Flash);
  private readonly clock = inject(Clock);
  /** The request's id, from the address. */
  readonly id = input.required<string>();

  protected readonly asked = new AskedRequest(this.id);
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);

  protected readonly unitId = signal('');
  protected readonly day = signal('');
  protected readonly otherDay = signal('');
  protected readonly from = signal('');
  protected readonly until = signal('');
  protected readonly meetingPoint = signal('');
  private filled = false;

  protected readonly mayOffer = computed(() => this.asked.may('makeOffer'));
  /** The name of the space that is kept for this request already, if one is. */
  protected readonly kept = computed(() => this.asked.read(keptSpace, undefined));
  protected readonly spaces = computed(() => this.asked.read((one) => spaceOptions(one.candidates), []));
  protected readonly unfit = computed(() => this.asked.read((one) => unfitSpaces(one.candidates), []));
  protected readonly days = computed(() => dayOptions(new Date(this.minute())));
  protected readonly agreed = computed(() => this.day() !== 'NOT_AGREED' && this.day() !== '');
  private readonly minute = computed(() => Math.floor(this.clock.now() / 60_000) * 60_000);

  constructor() {
    effect(() => {
      const request = this.asked.request();
      if (request !== undefined) untracked(() => this.fill(request));
    });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    const window = windowOf(
      { day: this.day(), otherDay: this.otherDay(), from: this.from(), until: this.until() },
      new Date(this.clock.now()),
    );
    const wrong = [...this.spaceErrors(), ...(isWrong(window) ? window : [])];
    const doubts = doubtsAbout('meetingPoint', this.meetingPoint());
    if (this.errors.accept(wrong, doubts) && !isWrong(window)) this.send(window);
  }

  private send(window: ArrivalWindow): void {
    const unitId = this.kept() === undefined ? unitsOf(this.unitId()) : {};
    const meetingPoint = this.meetingPoint().trim() || null;
    const done = (): void => void this.flash.sayAt(`/requests/${this.id()}`, SAID);
    const refused = (): void => this.asked.reload();
    const input = { requestId: this.id(), ...unitId, ...window, meetingPoint };
    void this.act.send(MakeOfferDocument, input, { done, refused });
  }

  private spaceErrors(): readonly FieldError[] {
    // A space that has gone while the page was open is no choice any more.
    const chosen = this.spaces().some(({ value }) => value === this.unitId());
    if (this.kept() !== undefined || chosen) return [];
    return [{ field: 'unitId', message: 'Choose the space that you offer.' }];
  }

  // Once, so that nothing changes under the hands of whoever fills it in.
  private fill({ priority, candidates }: Asked): void {
    if (this.filled) return;
    this.filled = true;
    const likely = likelyArrival(priority, new Date(this.clock.now()));
    this.day.set(likely.day);
    this.from.set(likely.from);
    this.until.set(likely.until);
    const fitting = spaceOptions(candidates.filter(({ answer }) => answer !== 'CANNOT'));
    if (fitting.length === 1) this.unitId.set(fitting[0]?.value ?? '');
  }
}

const SAID =
  'You have offered a place. The referrer now asks the survivor. The space is kept until the clock runs out.';
