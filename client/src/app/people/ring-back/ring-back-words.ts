import type { CallBackNumbersQuery } from '../../api/generated';
import { civilDay, dayInWords } from '../../ui/time';

type Known = CallBackNumbersQuery['callBackNumbers'][number];

/** An organisation in the list, with the number to ring or why there is none. */
export interface NumberRow {
  readonly id: string;
  readonly name: string;
  /** As it is dialled, without spaces; empty where nobody should ring. */
  readonly dial: string;
  readonly number: string;
  readonly words: string;
  readonly mayCheck: boolean;
}

/** One organisation, in words. A number that is too old is not offered to be rung. */
export function numberRow({ id, name, number, checkedAt, isOld, mayCheck }: Known): NumberRow {
  if (!number || !checkedAt) {
    return {
      id,
      name,
      dial: '',
      number: '',
      words: 'No number has been checked. Ring the county coordinator.',
      mayCheck,
    };
  }
  const day = dayInWords(civilDay(new Date(checkedAt)));
  if (isOld) {
    return {
      id,
      name,
      dial: '',
      number,
      words: `Checked on ${day}: too long ago. Ring the county coordinator.`,
      mayCheck,
    };
  }
  return { id, name, dial: number.replaceAll(/[^+\d]/g, ''), number, words: `Checked on ${day}`, mayCheck };
}

/** The rows whose name holds what was typed, whatever its capitals. */
export function found(rows: readonly NumberRow[], typed: string): readonly NumberRow[] {
  const wanted = typed.trim().toLowerCase();
  return rows.filter(({ name }) => name.toLowerCase().includes(wanted));
}
