import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { MakePhoneCodesDocument, PhoneBookDocument } from '../../api/generated';
import { query } from '../../api/query';
import { Proof } from '../../sign-in/proof';
import { StepUp } from '../../sign-in/step-up';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { LiveRefresh } from '../../ui/live-refresh/live-refresh';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { count, dayAndTime } from '../../ui/time';
import { whatInWords } from '../../ui/words/timeline';

/** The codes by which a service is known on the telephone, and what was done in its name by phone. */
@Component({
  selector: 'app-phone-codes',
  imports: [ErrorSummary, LiveRefresh, LoadState, NotSaved, RouterLink, StepUp],
  templateUrl: './phone-codes.html',
})
export class PhoneCodes {
  private readonly clock = inject(Clock);
  /** The service's id, from the address. */
  readonly serviceId = input.required<string>();

  protected readonly page = query(PhoneBookDocument, () => ({ serviceId: this.serviceId() }));
  protected readonly act = newAct();
  protected readonly proof = new Proof();
  /** Shown this once, and kept nowhere. */
  protected readonly codes = signal<readonly string[]>([]);
  protected readonly book = computed(() => (this.page.hasValue() ? this.page.value().phoneBook : undefined));
  protected readonly left = computed(() => {
    const { left = 0, madeAt } = this.book() ?? {};
    if (!madeAt) return 'No list of codes has been made yet.';
    return `${count(left, 'code')} not used yet, of the list made ${this.at(madeAt)}.`;
  });
  protected readonly acts = computed(() =>
    (this.book()?.acts ?? []).map(({ at, what, ...rest }) => ({ ...rest, at: this.at(at), what: whatInWords(what) })),
  );

  protected make(): Promise<void> {
    return this.proof.before(() => this.send());
  }

  protected print(): void {
    window.print();
  }

  protected kept(): void {
    this.codes.set([]);
  }

  private send(): Promise<void> {
    return this.act.send(
      MakePhoneCodesDocument,
      { serviceId: this.serviceId() },
      {
        done: ({ makePhoneCodes }) => {
          this.codes.set(makePhoneCodes.codes);
          this.page.reload();
          setTimeout(() => document.getElementById('codes-title')?.focus());
        },
      },
    );
  }

  private at(instant: string): string {
    return dayAndTime(new Date(instant), new Date(this.clock.now()));
  }
}
