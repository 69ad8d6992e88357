import { Component, computed, inject, input, model } from '@angular/core';
import { TRAVEL_COMPANIONS, TRAVEL_PAYERS, TRAVEL_WAYS } from '@openhaven/domain/journey';
import { Clock } from '../../../api/clock';
import { dayOptions } from '../../../requests/arrival-window';
import { DateField } from '../../../ui/field/date-field';
import { optionsOf } from '../../../ui/field/field';
import { RadiosField } from '../../../ui/field/radios-field';
import { TextField } from '../../../ui/field/text-field';
import { type JourneyAnswer, NO_JOURNEY } from '../journey-answer';

/** How they get to a place: how they travel, who brings them, who pays, and when. Never where to. */
@Component({
  selector: 'app-journey-fields',
  imports: [DateField, RadiosField, TextField],
  templateUrl: './journey-fields.html',
})
export class JourneyFields {
  private readonly clock = inject(Clock);

  readonly errors = input.required<Readonly<Record<string, string>>>();
  readonly answer = model<JourneyAnswer>(NO_JOURNEY);

  protected readonly ways = optionsOf(TRAVEL_WAYS);
  protected readonly companions = optionsOf(TRAVEL_COMPANIONS);
  protected readonly payers = optionsOf(TRAVEL_PAYERS);
  private readonly minute = computed(() => Math.floor(this.clock.now() / 60_000) * 60_000);
  protected readonly days = computed(() =>
    dayOptions(new Date(this.minute())).filter(({ value }) => value !== 'NOT_AGREED'),
  );

  protected say(part: keyof JourneyAnswer, text: string): void {
    this.answer.update((answer) => ({ ...answer, [part]: text }));
  }
}
