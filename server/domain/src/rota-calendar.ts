import type { UserId } from './ids.ts';
import { type Reading, type Rota, type Stretch, rosterIn } from './rota.ts';

/** When one person is on call in a span: each stretch whole, whoever else is on call beside them. */
export function shiftsOf(rota: Rota, userId: UserId, span: Stretch, reading: Reading = {}): readonly Stretch[] {
  const own: Stretch[] = [];
  for (const { from, until, people } of rosterIn(rota, span, reading)) {
    if (!people.includes(userId)) continue;
    const last = own.at(-1);
    if (last?.until.getTime() === from.getTime()) own[own.length - 1] = { from: last.from, until };
    else own.push({ from, until });
  }
  return own;
}

/** '20261120T220000Z' */
function stamp(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/**
 * Shifts as a calendar file. It says when and "On call: shift", and nothing of whom, where or what for: it will lie on
 * telephones that others see.
 *
 * Source: RFC 5545; lines end with CRLF, times are in UTC.
 */
export function calendarFile(shifts: readonly Stretch[], now: Date): string {
  const events = shifts.flatMap(({ from, until }) => [
    'BEGIN:VEVENT',
    `UID:on-call-${stamp(from)}-${stamp(until)}`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(from)}`,
    `DTEND:${stamp(until)}`,
    'SUMMARY:On call: shift',
    'CLASS:PRIVATE',
    'END:VEVENT',
  ]);
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Rota//EN', ...events, 'END:VCALENDAR'];
  return `${lines.join('\r\n')}\r\n`;
}
