import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import { textFault } from '@openhaven/domain/free-text';

/** Text that somebody typed, trimmed; or why it cannot be taken. What was typed is never repeated. */
export function words(text: string, field: string): Decision<string> {
  const fault = textFault(text);
  return fault === undefined ? allow(text.trim()) : refuse(fault, field);
}
