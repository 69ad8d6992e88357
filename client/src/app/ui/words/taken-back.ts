import { civilDay, clockTime, dayInWords } from '../time';

/** When an offer was taken back: "20 November 2026, 21:00". */
export function takenBackInWords(at: string): string {
  const instant = new Date(at);
  return `${dayInWords(civilDay(instant))}, ${clockTime(instant)}`;
}
