/** A problem that the reader can put right; `field` names the answer to blame, if one is. */
export interface FieldError {
  readonly field?: string | null;
  readonly message: string;
}

/** The first message for each field, to stand beside it. */
export function byField(errors: readonly FieldError[]): Readonly<Record<string, string>> {
  const messages: Record<string, string> = {};
  for (const { field, message } of errors) if (field) messages[field] ??= message;
  return messages;
}

/**
 * The id that the field of an error has on the page: `input.story.dueDate` is `story-dueDate`, or `dueDate` if that is what
 * the page calls it.
 */
export function idsOf(field: string): readonly string[] {
  const path = field.replace(/^input\./, '').split('.');
  return path.map((_, index) => path.slice(index).join('-'));
}
