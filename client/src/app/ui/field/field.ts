/** One answer that can be chosen. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
  /** Heading under which a select groups it. */
  readonly group?: string;
}

/** Ids of the hint and the error that belong to a field, for `aria-describedby`; null if it has neither. */
export function describedBy(id: string, hint: string, error: string | undefined): string | null {
  const ids = [hint === '' ? '' : `${id}-hint`, error ? `${id}-error` : ''].filter((one) => one !== '');
  return ids.length === 0 ? null : ids.join(' ');
}

/** Options out of a code list of the domain. */
export function optionsOf(codes: readonly { readonly code: string; readonly label: string }[]): readonly Option[] {
  return codes.map(({ code, label }) => ({ value: code, label }));
}

/** What was typed or chosen, out of the event that says so. */
export function typed(event: Event): string {
  const { target } = event;
  const fields = [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement];
  return fields.some((kind) => target instanceof kind) ? (target as HTMLInputElement).value : '';
}
