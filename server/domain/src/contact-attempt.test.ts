import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NOW, hoursAfter, minutesAfter } from '../testing/builders.ts';
import {
  beginAttempt,
  beginsNewRound,
  mayPause,
  noteAttempt,
  openAttempt,
  openWay,
  tryAgainAt,
  unansweredIn,
} from './contact-attempt.ts';
import { CONTACT_OUTCOMES, type ContactLog, NOTHING_TRIED } from './contact-log.ts';
import { type Decision } from './decision.ts';
import type { UserId } from './ids.ts';
import { type ContactChannel, type SafeContact, isSafeNow } from './safe-contact.ts';

const ME = 'me' as UserId;
const COLLEAGUE = 'colleague' as UserId;
const PHONE: ContactChannel = { kind: 'PHONE', value: '01632 960000', safe: true, mayLeaveMessage: false };
const contactBy = (...channels: readonly ContactChannel[]): SafeContact => ({ channels, ifNoContact: 'NOT_ASKED' });

function value<T>(decision: Decision<T>): T {
  if (!decision.allowed) throw new Error(decision.reason);
  return decision.value;
}

/** A log with these outcomes, an hour apart. */
function tried(...outcomes: readonly string[]): ContactLog {
  return outcomes.reduce((log, outcome, at) => {
    const begun = beginAttempt(log, { ...PHONE, mayLeaveMessage: true }, ME, hoursAfter(NOW, at));
    return value(noteAttempt(begun, ME, outcome, minutesAfter(hoursAfter(NOW, at), 5)));
  }, NOTHING_TRIED);
}

describe('a way to reach the survivor', () => {
  it('is shown while it is safe, to whoever has read the card', () => {
    expect(openWay(contactBy(PHONE), { way: 0, cardRead: true }, NOW)).toEqual({ allowed: true, value: PHONE });
  });

  // It is ten in the morning.
  it.each([
    ['unread', { cardRead: false }, PHONE, 'CARD_NOT_READ'],
    ['that is not on the card', { way: 1 }, PHONE, 'WAY_UNKNOWN'],
    ['before the first', { way: -1 }, PHONE, 'WAY_UNKNOWN'],
    ['between two', { way: 0.5 }, PHONE, 'WAY_UNKNOWN'],
    ['marked unsafe', {}, { ...PHONE, safe: false }, 'WAY_NOT_SAFE_NOW'],
    ['without a number', {}, { kind: 'PHONE', safe: true, mayLeaveMessage: false }, 'WAY_NOT_SAFE_NOW'],
    ['after its hours', {}, { ...PHONE, from: '08:00', until: '10:00' }, 'WAY_NOT_SAFE_NOW'],
    ['before its hours', {}, { ...PHONE, from: '10:01', until: '12:00' }, 'WAY_NOT_SAFE_NOW'],
  ] as const)('is not shown %s', (_name, change, channel, reason) => {
    const wish = { way: 0, cardRead: true, ...change };
    expect(openWay(contactBy(channel), wish, NOW)).toMatchObject({ allowed: false, reason });
  });

  it('is none where nobody has said how they may be reached', () => {
    expect(openWay(undefined, { way: 0, cardRead: true }, NOW)).toMatchObject({ reason: 'WAY_UNKNOWN' });
  });
});

describe('an attempt', () => {
  it('waits for whoever made it to say what came of it, and for nobody else', () => {
    const log = beginAttempt(NOTHING_TRIED, PHONE, ME, NOW);
    expect(openAttempt(log, ME)).toMatchObject({ at: NOW, kind: 'PHONE' });
    expect(openAttempt(log, COLLEAGUE)).toBeUndefined();
    expect(noteAttempt(log, COLLEAGUE, 'NO_ANSWER', NOW)).toMatchObject({ reason: 'NO_ATTEMPT_OPEN' });
  });

  it('is one, however often the number is shown before that is said', () => {
    const twice = beginAttempt(beginAttempt(NOTHING_TRIED, PHONE, ME, NOW), PHONE, ME, minutesAfter(NOW, 5));
    expect(twice.attempts).toEqual([expect.objectContaining({ at: minutesAfter(NOW, 5) })]);
  });

  it.each(CONTACT_OUTCOMES.map(({ code }) => code))('may come to %s, and is then over', (outcome) => {
    const log = tried(outcome);
    expect(log.attempts).toEqual([expect.objectContaining({ outcome })]);
    expect(noteAttempt(log, ME, outcome, NOW)).toMatchObject({ reason: 'NO_ATTEMPT_OPEN' });
  });

  it.each(['', 'RANG_HIM'])('does not come to “%s”', (outcome) => {
    const log = beginAttempt(NOTHING_TRIED, PHONE, ME, NOW);
    expect(noteAttempt(log, ME, outcome, NOW)).toMatchObject({ reason: 'REASON_NEEDED', field: 'outcome' });
  });

  it.each([
    [{}, false],
    [{ mayLeaveMessage: true }, true],
    [{ mayLeaveMessage: true, from: '10:00', until: '10:01' }, true],
    [{ mayLeaveMessage: true, from: '11:00' }, false],
    [{ mayLeaveMessage: true, safe: false }, false],
  ])('by a way that is %o, a message may be left: %s', (facts, expected) => {
    const log = beginAttempt(NOTHING_TRIED, { ...PHONE, ...facts }, ME, NOW);
    // Said a little later: what counts is when the number was shown.
    const noted = noteAttempt(log, ME, 'MESSAGE_LEFT', minutesAfter(NOW, 3));
    expect(noted.allowed).toBe(expected);
    if (!noted.allowed) expect(noted.reason).toBe('NO_MESSAGE_ALLOWED');
  });

  it('is forgotten once a hundred others have been made', () => {
    const many = Array.from({ length: 103 }, () => 'NO_ANSWER');
    expect(tried(...many).attempts).toHaveLength(100);
  });
});

describe('how often nobody was reached', () => {
  it.each([
    [[], 0],
    [['NO_ANSWER'], 1],
    [['NO_ANSWER', 'SOMEBODY_ELSE', 'MESSAGE_LEFT'], 3],
    [['NO_ANSWER', 'REACHED'], 0],
    [['REACHED', 'NO_ANSWER'], 1],
  ])('after %o is %i', (outcomes, times) => {
    expect(unansweredIn(tried(...outcomes))).toBe(times);
  });

  it('counts nothing of which nobody has said what came of it', () => {
    expect(unansweredIn(beginAttempt(NOTHING_TRIED, PHONE, ME, NOW))).toBe(0);
  });
});

describe('the search', () => {
  it.each([
    ['nobody has tried', contactBy(PHONE), NOTHING_TRIED, false],
    ['they were reached', contactBy(PHONE), tried('NO_ANSWER', 'REACHED'), false],
    ['nobody was reached', contactBy(PHONE), tried('NO_ANSWER'), true],
    ['there is no safe way', contactBy({ ...PHONE, safe: false }), NOTHING_TRIED, true],
    ['nobody knows how they may be reached', undefined, NOTHING_TRIED, true],
  ] as const)('may be paused when %s: %s', (_name, contact, log, expected) => {
    const decision = mayPause(contact, log);
    expect(decision.allowed).toBe(expected);
    if (!decision.allowed) expect(decision.reason).toBe('NOT_TRIED');
  });
});

describe('one tries again', () => {
  it.each([
    ['P1_TONIGHT', {}, '2027-03-16T12:00:00Z'],
    ['P2_24H', {}, '2027-03-16T14:00:00Z'],
    ['P3_72H', {}, '2027-03-16T22:00:00Z'],
    ['P4_PLANNED', {}, '2027-03-17T10:00:00Z'],
    // Safe from the afternoon on: not before.
    ['P1_TONIGHT', { from: '15:00', until: '17:00' }, '2027-03-16T15:00:00Z'],
    // At ten in the evening it is not safe: in the morning, and that is within a day.
    ['P3_72H', { from: '08:00', until: '09:00' }, '2027-03-17T08:00:00Z'],
    // The safe hour is before the usual wait is over, and the next is more than a day away.
    ['P4_PLANNED', { from: '17:00', until: '18:00' }, '2027-03-16T17:00:00Z'],
    // Round midnight.
    ['P3_72H', { from: '23:00', until: '01:00' }, '2027-03-16T23:00:00Z'],
  ] as const)('%s, safe %o: at %s', (priority, hours, at) => {
    expect(tryAgainAt(contactBy({ ...PHONE, ...hours }), priority, NOW)).toEqual(new Date(at));
  });

  it('after a day where no way is safe at all: somebody has to find one', () => {
    expect(tryAgainAt(contactBy({ ...PHONE, safe: false }), 'P1_TONIGHT', NOW)).toEqual(hoursAfter(NOW, 24));
    expect(tryAgainAt(undefined, 'P1_TONIGHT', NOW)).toEqual(hoursAfter(NOW, 24));
  });

  it('never later than in a day, and at a safe hour if the day has one, on the nights when the clocks change too', () => {
    const hour = fc.integer({ min: 0, max: 23 }).map((at) => `${String(at).padStart(2, '0')}:00`);
    const start = fc
      .integer({ min: 0, max: 4 * 24 * 12 })
      .map((step) => new Date(Date.UTC(2027, 2, 26) + step * 300_000));
    const priority = fc.constantFrom('P1_TONIGHT', 'P2_24H', 'P3_72H', 'P4_PLANNED');
    fc.assert(
      fc.property(hour, hour, start, priority, (from, until, now, urgency) => {
        const channel = { ...PHONE, from, until };
        const at = tryAgainAt(contactBy(channel), urgency, now);
        expect(at.getTime()).toBeGreaterThan(now.getTime());
        expect(at.getTime()).toBeLessThanOrEqual(hoursAfter(now, 24).getTime());
        // An hour from 01:00 to 02:00 does not exist on the night when the clocks go forward.
        if (from !== until && from !== '01:00') expect(isSafeNow(channel, at)).toBe(true);
      }),
    );
  });
});

describe('when they are back', () => {
  const stands = { pausedAt: NOW, isKept: false, isAsked: true };
  it.each([
    ['after an hour, while services decide', stands, 1, false],
    ['after an hour, when nobody decides any more', { ...stands, isAsked: false }, 1, true],
    ['a moment before a day is over', stands, 23.99, false],
    ['after a day', stands, 24, true],
    ['on day 9', stands, 9 * 24, true],
    ['after two days, with a place still kept', { ...stands, isKept: true }, 48, false],
  ])('%s, a new round begins: %s', (_name, pause, hours, expected) => {
    expect(beginsNewRound(pause, hoursAfter(NOW, hours))).toBe(expected);
  });
});
