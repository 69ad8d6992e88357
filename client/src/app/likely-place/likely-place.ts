import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { civilDateAt } from '@openhaven/domain/calendar';
import type { Sex } from '@openhaven/domain/household';
import { Clock } from '../api/clock';
import { LikelyPlaceDocument, type LikelyPlaceInput } from '../api/generated';
import { query } from '../api/query';
import { knownAges } from '../referrals/draft/ages';
import { ErrorSummary } from '../ui/error-summary/error-summary';
import { byField, type FieldError } from '../ui/error-summary/errors';
import { CheckboxesField } from '../ui/field/checkboxes-field';
import type { Option } from '../ui/field/field';
import { RadiosField } from '../ui/field/radios-field';
import { TextField } from '../ui/field/text-field';
import { LoadState } from '../ui/load-state/load-state';
import { districtOptions } from '../ui/words/areas';
import { choices, SEX } from '../ui/words/story';

const ANSWERS = {
  YES: {
    title: 'Yes, there is likely to be a place',
    text: 'Something that fits is free now. Refer in: the county looks at it at once.',
  },
  NO: {
    title: 'Nothing fits at present',
    text: 'You can still refer in. The county coordinator looks further and tells you.',
  },
  ASK: { title: 'Somebody has to look', text: 'Refer in, and the county coordinator asks the services for you.' },
} as const;

/** Whether it is worth referring: yes, no or ask. A few coarse facts, and nothing is kept. */
@Component({
  selector: 'app-likely-place',
  imports: [CheckboxesField, ErrorSummary, LoadState, RadiosField, RouterLink, TextField],
  templateUrl: './likely-place.html',
})
export class LikelyPlacePage {
  protected readonly sex = signal<Sex>('NOT_KNOWN');
  protected readonly adults = signal('1');
  protected readonly girls = signal('');
  protected readonly boys = signal('');
  protected readonly wheelchair = signal<readonly string[]>([]);
  protected readonly unsafe = signal<readonly string[]>([]);

  private readonly asked = signal<LikelyPlaceInput | undefined>(undefined);
  protected readonly errors = signal<readonly FieldError[]>([]);
  protected readonly messages = computed(() => byField(this.errors()));
  protected readonly page = query(LikelyPlaceDocument, () => {
    const input = this.asked();
    return input && { input };
  });
  protected readonly answer = computed(() =>
    this.page.hasValue() ? ANSWERS[this.page.value().likelyPlace.likelihood] : undefined,
  );
  protected readonly sexOptions = choices(SEX);
  protected readonly areas = districtOptions(civilDateAt(new Date(inject(Clock).now())));
  protected readonly yes: readonly Option[] = [{ value: 'YES', label: 'Room for a wheelchair is needed' }];

  protected setSex(sex: string): void {
    this.sex.set(sex as Sex);
  }

  protected ask(event: Event): void {
    event.preventDefault();
    const [girls, boys] = [knownAges(this.girls()), knownAges(this.boys())];
    this.errors.set(this.found(girls, boys));
    if (this.errors().length > 0 || girls === undefined || boys === undefined) return;
    this.asked.set({
      adults: Number(this.adults()),
      childrenAges: [...girls, ...boys],
      oldestBoyAge: boys.length === 0 ? null : Math.max(...boys),
      applicantSex: this.sex(),
      wheelchair: this.wheelchair().length > 0,
      unsafeAreaCodes: this.unsafe(),
    });
  }

  private found(girls: unknown, boys: unknown): readonly FieldError[] {
    const message = 'Enter ages from 0 to 17 with commas, for example 6, 11';
    return [
      ...(/^[1-9]$/.test(this.adults().trim())
        ? []
        : [{ field: 'adults', message: 'Enter how many adults there are, for example 1' }]),
      ...(girls === undefined ? [{ field: 'girls', message }] : []),
      ...(boys === undefined ? [{ field: 'boys', message }] : []),
    ];
  }
}
