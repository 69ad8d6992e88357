import { describe, expect, it } from '@jest/globals';
import { NOW, hoursAfter, minutesAfter } from '../testing/builders.ts';
import { type ContactLog, NOTHING_TRIED, SAFEGUARDING_REASONS, WELFARE_CHECK_STEPS } from './contact-log.ts';
import type { Decision } from './decision.ts';
import type { UserId } from './ids.ts';
import { IF_NO_CONTACT, type IfNoContact, type SafeContact } from './safe-contact.ts';
import {
  checkBy,
  isAgainstWish,
  isCheckDue,
  mayPoliceBeAsked,
  noteCheck,
  openCheck,
  overruleWish,
  withCheck,
  withoutCheck,
} from './welfare-check.ts';

const saying = (ifNoContact: IfNoContact): SafeContact => ({ channels: [], ifNoContact });
const WANTS = saying('CALL_POLICE');

/** So many attempts in vain, the last at noon. */
function inVain(times: number): ContactLog {
  const attempt = { by: 'me' as UserId, kind: 'PHONE', mayLeaveMessage: false, outcome: 'NO_ANSWER' } as const;
  const attempts = Array.from({ length: times }, (_, at) => ({ ...attempt, at: minutesAfter(NOW, at - times) }));
  return { ...NOTHING_TRIED, attempts };
}

function value<T>(decision: Decision<T>): T {
  if (!decision.allowed) throw new Error(decision.reason);
  return decision.value;
}

const OVERRIDE = { reason: 'LIFE_IN_DANGER', words: 'A neighbour heard a threat.' };
const overruled = (): ContactLog => value(overruleWish(inVain(1), OVERRIDE, NOW));

describe('the police are to be asked', () => {
  it.each([
    ['CALL_POLICE', 'TRIED', 0, false],
    ['CALL_POLICE', 'TRIED', 1, false],
    ['CALL_POLICE', 'TRIED', 2, true],
    ['CALL_POLICE', 'PAUSING', 1, true],
    ['CALL_POLICE', 'PAUSING', 0, true],
    ['DO_NOT_CALL_POLICE', 'TRIED', 5, false],
    ['DO_NOT_CALL_POLICE', 'PAUSING', 5, false],
    ['NOT_ASKED', 'TRIED', 5, false],
    ['NOT_ASKED', 'PAUSING', 5, false],
  ] as const)('where they said %s, %s, after %i in vain: %s', (said, when, times, expected) => {
    expect(isCheckDue(saying(said), inVain(times), when)).toBe(expected);
  });

  it('by nobody, where it is not known how they may be reached', () => {
    expect(isCheckDue(undefined, inVain(5), 'PAUSING')).toBe(false);
    expect(mayPoliceBeAsked(undefined, inVain(5))).toBe(false);
  });

  it('once for each time that they fall silent', () => {
    const asked = withCheck(inVain(2), {}, NOW);
    expect(isCheckDue(WANTS, asked, 'TRIED')).toBe(false);
    const heard = { ...asked, heardAt: hoursAfter(NOW, 1) };
    expect(isCheckDue(WANTS, heard, 'TRIED')).toBe(false);
    const attempts = inVain(2).attempts.map((one) => ({ ...one, at: hoursAfter(NOW, 2) }));
    expect(isCheckDue(WANTS, { ...heard, attempts }, 'TRIED')).toBe(true);
  });

  it('within an hour, and heard from within four', () => {
    const log = withCheck(inVain(2), {}, NOW);
    expect(checkBy(log)).toEqual(minutesAfter(NOW, 60));
    const asked = value(noteCheck(log, { step: 'ASKED', number: 'WM-12' }, minutesAfter(NOW, 10)));
    expect(checkBy(asked)).toEqual(minutesAfter(NOW, 250));
    expect(openCheck(asked)).toMatchObject({ step: 'ASKED', number: 'WM-12' });
  });
});

describe('what came of it', () => {
  const log = withCheck(inVain(2), {}, NOW);

  it.each(WELFARE_CHECK_STEPS.map(({ code }) => code))('may be %s', (step) => {
    const noted = value(noteCheck(log, { step }, NOW));
    expect(noted.checks).toEqual([expect.objectContaining({ step, notedAt: NOW })]);
    expect(checkBy(noted) === undefined).toBe(step !== 'ASKED');
    expect(noted.heardAt).toEqual(step.startsWith('FOUND') ? NOW : undefined);
  });

  it.each([
    ['nobody has to ask', NOTHING_TRIED, { step: 'ASKED' }, 'POLICE_NOT_AGREED'],
    ['it is no step', log, { step: 'SOON' }, 'REASON_NEEDED'],
    ['the number is blank', log, { step: 'ASKED', number: ' ' }, 'FIELD_REQUIRED'],
    ['the number is a book', log, { step: 'ASKED', number: '1'.repeat(101) }, 'FIELD_TOO_LONG'],
  ])('is not written down where %s', (_name, known, told, reason) => {
    expect(noteCheck(known, told, NOW)).toMatchObject({ allowed: false, reason });
  });
});

describe('against what the survivor said', () => {
  it.each(SAFEGUARDING_REASONS.map(({ code }) => code))('the police are asked because %s, in words', (reason) => {
    const log = value(overruleWish(inVain(1), { ...OVERRIDE, reason }, NOW));
    expect(openCheck(log)).toEqual({ at: NOW, override: reason, words: OVERRIDE.words });
    for (const said of IF_NO_CONTACT) expect(mayPoliceBeAsked(saying(said), log)).toBe(true);
  });

  it.each([
    ['without a reason', inVain(1), { reason: '' }, 'REASON_NEEDED'],
    ['for a reason that is none', inVain(1), { reason: 'TO_BE_SURE' }, 'REASON_NEEDED'],
    ['without a word', inVain(1), { words: ' ' }, 'FIELD_REQUIRED'],
    ['in a book', inVain(1), { words: 'x'.repeat(501) }, 'FIELD_TOO_LONG'],
    ['before anybody has tried', NOTHING_TRIED, {}, 'NOT_TRIED'],
    ['a second time', overruled(), {}, 'POLICE_ALREADY_ASKED'],
  ])('they are not asked %s', (_name, log, change, reason) => {
    expect(overruleWish(log, { ...OVERRIDE, ...change }, NOW)).toMatchObject({ allowed: false, reason });
  });

  it('holds for this time only', () => {
    const over = value(noteCheck(overruled(), { step: 'FOUND_SAFE' }, NOW));
    expect(mayPoliceBeAsked(saying('DO_NOT_CALL_POLICE'), over)).toBe(false);
  });
});

describe('a check that is not wanted any more', () => {
  const waiting = withCheck(inVain(2), {}, NOW);

  it.each([
    ['they want it', 'CALL_POLICE', waiting, false],
    ['they do not', 'DO_NOT_CALL_POLICE', waiting, true],
    ['a coordinator has overruled them', 'DO_NOT_CALL_POLICE', overruled(), false],
    ['nothing is to be asked', 'DO_NOT_CALL_POLICE', inVain(2), false],
  ] as const)('is against their wish where %s: %s', (_name, said, log, expected) => {
    expect(isAgainstWish(saying(said), log)).toBe(expected);
  });

  it('ends, unless the police have been asked already: then it is still to be said what they found', () => {
    expect(openCheck(withoutCheck(waiting, NOW))).toBeUndefined();
    const asked = value(noteCheck(waiting, { step: 'ASKED' }, NOW));
    expect(withoutCheck(asked, NOW)).toBe(asked);
    expect(withoutCheck(inVain(1), NOW)).toEqual(inVain(1));
  });
});
