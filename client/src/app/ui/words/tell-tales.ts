import { TELL_TALES, tellTalesIn } from '@openhaven/domain/free-text';
import type { Doubt } from '../form/form-errors';

const WHY = 'It may give somebody away. Take it out; if it has to be there, press the button again.';

/** What may give somebody away in a text that leaves the house; nothing if it is clean. */
export function doubtsAbout(field: string, text: string): readonly Doubt[] {
  return tellTalesIn(text).map((code) => ({ field, message: `${TELL_TALES[code]} ${WHY}`, text }));
}

/** The same in one line, for a text that is saved as it is written. */
export function tellTaleWarning(text: string): string {
  const found = tellTalesIn(text).map((code) => TELL_TALES[code]);
  return found.length > 0
    ? `${found.join(' ')} Those who are asked will read it. Take it out if it is not needed.`
    : '';
}
