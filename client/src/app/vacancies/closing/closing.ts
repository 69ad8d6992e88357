import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { newAct } from '../../api/act';
import { Clock } from '../../api/clock';
import {
  ClosingPreviewDocument,
  type ClosingPreviewQueryVariables,
  CloseUnitsDocument,
  HouseDocument,
} from '../../api/generated';
import { query } from '../../api/query';
import { ErrorSummary } from '../../ui/error-summary/error-summary';
import type { FieldError } from '../../ui/error-summary/errors';
import { CheckboxesField } from '../../ui/field/checkboxes-field';
import { DateField } from '../../ui/field/date-field';
import { RadiosField } from '../../ui/field/radios-field';
import { FormErrors } from '../../ui/form/form-errors';
import { LoadState } from '../../ui/load-state/load-state';
import { NotSaved } from '../../ui/not-saved/not-saved';
import { focusHeading } from '../../shell/focus-heading';
import { civilDay, count } from '../../ui/time';
import { outOfUseOptions } from '../../ui/words/spaces';
import { dayErrors } from '../day-errors';
import { closedLines, previewLines, spaceOptions } from './closing-words';

/** Closes several spaces at once, after a look at how many people lose their place by it. */
@Component({
  selector: 'app-closing',
  imports: [CheckboxesField, DateField, ErrorSummary, LoadState, NotSaved, RadiosField, RouterLink],
  templateUrl: './closing.html',
})
export class Closing {
  private readonly today = civilDay(new Date(inject(Clock).now()));
  /** The service's id, from the address. */
  readonly serviceId = input.required<string>();

  protected readonly page = query(HouseDocument, () => ({ serviceId: this.serviceId() }));
  protected readonly act = newAct();
  protected readonly errors = new FormErrors(this.act);
  protected readonly house = computed(() => (this.page.hasValue() ? this.page.value().house : undefined));
  protected readonly spaces = computed(() => spaceOptions(this.house()?.spaces ?? []));
  protected readonly reasons = outOfUseOptions(this.today);
  protected readonly which = computed(() => [
    { value: 'ALL', label: `All ${this.spaces().length} spaces of this house` },
    { value: 'SOME', label: 'Only some of them' },
  ]);

  protected readonly chosen = signal('');
  protected readonly unitIds = signal<readonly string[]>([]);
  protected readonly reason = signal('');
  protected readonly expectedBack = signal('');

  private readonly tried = signal<ClosingPreviewQueryVariables | undefined>(undefined);
  protected readonly preview = query(ClosingPreviewDocument, () => this.tried());
  protected readonly cost = computed(() => {
    const preview = this.tried() && this.preview.hasValue() ? this.preview.value().closingPreview : undefined;
    return preview && { lines: previewLines(preview), button: `Close ${count(preview.spaces, 'space')} now` };
  });
  protected readonly done = signal<readonly string[]>([]);

  /** Another choice: what was shown of its cost no longer stands. */
  protected changed(): void {
    this.tried.set(undefined);
  }

  protected look(event: Event): void {
    event.preventDefault();
    if (this.errors.accept(this.wrong())) this.tried.set({ serviceId: this.serviceId(), unitIds: this.meant() });
  }

  protected close(): void {
    if (!this.errors.accept(this.wrong())) return;
    const input = {
      serviceId: this.serviceId(),
      unitIds: this.meant(),
      reason: this.reason(),
      expectedBack: this.expectedBack() || null,
    };
    const refused = (): void => {
      this.tried.set(undefined);
      this.page.reload();
    };
    void this.act.send(CloseUnitsDocument, input, {
      done: ({ closeUnits }) => {
        this.done.set(closedLines(closeUnits));
        focusHeading();
      },
      refused,
    });
  }

  private meant(): string[] | null {
    return this.chosen() === 'ALL' ? null : [...this.unitIds()];
  }

  private wrong(): readonly FieldError[] {
    const isNone = this.chosen() === 'SOME' && this.unitIds().length === 0;
    return [
      ...(this.chosen() === '' ? [{ field: 'chosen', message: 'Choose which spaces.' }] : []),
      ...(isNone ? [{ field: 'unitIds', message: 'Choose at least one space.' }] : []),
      ...(this.reason() === '' ? [{ field: 'reason', message: 'Choose why they are out of use.' }] : []),
      ...dayErrors('expectedBack', this.expectedBack(), { from: this.today }),
    ];
  }
}
