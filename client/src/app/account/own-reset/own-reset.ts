import { Component, computed, inject } from '@angular/core';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import { OwnResetDocument, StopFactorResetDocument } from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import { Flash } from '../../ui/flash';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { dayAndTime } from '../../ui/time';

/** Says that somebody wants to take away what the reader signs in with, and lets them stop it. */
@Component({
  selector: 'app-own-reset',
  imports: [ErrorSummary, NotSaved],
  template: `
    <app-not-saved [act]="act" />
    <app-error-summary [errors]="act.refusals()" />
    @if (words(); as text) {
      <section class="app-next" aria-labelledby="reset-title">
        <h2 class="govuk-heading-m" id="reset-title">Have you lost your passkey or telephone?</h2>
        <p class="govuk-body">{{ text }}</p>
        <p class="govuk-body">If you have not lost anything, stop it, and tell your administrator.</p>
        <button type="button" class="govuk-button govuk-button--warning" [attr.aria-disabled]="act.sending()" (click)="stop()">
          I have lost nothing: stop it
        </button>
      </section>
    }
  `,
})
export class OwnReset {
  private readonly flash = inject(Flash);
  private readonly openedAt = new Date(inject(Clock).now());

  private readonly page = query(OwnResetDocument, () => ({}));
  protected readonly act = newAct();
  protected readonly words = computed(() => {
    const reset = this.page.hasValue() ? this.page.value().ownReset : null;
    if (!reset) return undefined;
    const asked = `Somebody asked ${this.at(reset.askedAt)} that your passkeys, app and recovery codes be taken away.`;
    return reset.takesEffectAt
      ? `${asked} It happens ${this.at(reset.takesEffectAt)}.`
      : `${asked} Nobody has agreed yet.`;
  });

  protected stop(): void {
    const done = (): void => {
      this.flash.say('Stopped. Nothing has changed.');
      this.page.reload();
      document.getElementById('ways')?.focus();
    };
    void this.act.send(StopFactorResetDocument, {}, { done, refused: () => this.page.reload() });
  }

  private at(instant: string): string {
    return dayAndTime(new Date(instant), this.openedAt);
  }
}
