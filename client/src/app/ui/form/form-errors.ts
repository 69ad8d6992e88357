import { computed, signal } from '@angular/core';
import type { Act } from '../../api/act';
import { byField, type FieldError } from '../error-summary/errors';

/** Something that may be wrong: it is sent all the same if it is sent once more. */
export interface Doubt extends FieldError {
  /** What was doubted. */
  readonly text: string;
}

/** What is wrong with a form: what the page itself sees before sending, else what the server refuses. */
export class FormErrors {
  private readonly own = signal<readonly FieldError[]>([]);

  readonly all = computed<readonly FieldError[]>(() => (this.own().length > 0 ? this.own() : this.act.refusals()));
  /** The first message for each field, by the field's own name. */
  readonly by = computed(() => byField(this.all().map((error) => ({ ...error, field: nameOf(error.field) }))));

  constructor(private readonly act: Act) {}

  private doubted: readonly string[] = [];

  /**
   * Shows what the page itself has found. True if it has found nothing, so that the form may be sent: no fault, and no
   * doubt that it has not shown before about the same text.
   */
  accept(found: readonly FieldError[], doubts: readonly Doubt[] = []): boolean {
    const isNews = doubts.some(({ text }) => !this.doubted.includes(text));
    this.doubted = doubts.map(({ text }) => text);
    this.own.set(isNews ? [...found, ...doubts] : found);
    return !isNews && found.length === 0;
  }
}

function nameOf(field: string | null | undefined): string | null {
  return field?.replace(/^input\./, '') ?? null;
}
