import { TELL_TALES, tellTalesIn } from '@openhaven/domain/free-text';

/** What may give somebody away in a text, as GraphQL shows it. It never repeats the text. */
export interface TextWarningView {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

/** The fields that are written freely. What belongs in a number or a name is no slip there. */
const WRITTEN_FREELY = ['background', 'question', 'answer', 'note'];

/** What may give somebody away in what was written freely, of a whole input. A warning: it is saved all the same. */
export function textWarnings(input: object, path = ''): readonly TextWarningView[] {
  return Object.entries(input).flatMap(([name, value]: [string, unknown]) => {
    const field = path === '' ? name : `${path}.${name}`;
    if (typeof value === 'object' && value !== null) return textWarnings(value, field);
    if (typeof value !== 'string' || !WRITTEN_FREELY.includes(name)) return [];
    return tellTalesIn(value).map((code) => ({ field, code, message: TELL_TALES[code] }));
  });
}
