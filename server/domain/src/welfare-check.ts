import { civilDateAt } from './calendar.ts';
import { isCodeOf } from './codes.ts';
import { unansweredIn } from './contact-attempt.ts';
import { type ContactLog, SAFEGUARDING_REASONS, WELFARE_CHECK_STEPS, type WelfareCheck } from './contact-log.ts';
import { type Decision, allow, refuse } from './decision.ts';
import { nameFault, textFault } from './free-text.ts';
import { type SafeContact, mayAskForWelfareCheck } from './safe-contact.ts';

/** Whether it waits for nobody any more. */
const isOver = ({ step }: WelfareCheck): boolean => step !== undefined && step !== 'ASKED';

/** The check that somebody has to see to. */
export function openCheck({ checks }: ContactLog): WelfareCheck | undefined {
  return checks.find((check) => !isOver(check));
}

/** Whether the police may be asked: the survivor agreed to it, or somebody who may has overruled them this time. */
export function mayPoliceBeAsked(contact: SafeContact | undefined, log: ContactLog): boolean {
  const check = openCheck(log);
  return check?.override !== undefined || (contact !== undefined && mayAskForWelfareCheck(contact));
}

/** From how many unanswered attempts on the police are asked, if the survivor wants it. PROPOSAL. */
const ATTEMPTS_BEFORE_POLICE = 2;

/**
 * Whether somebody has to ask the police now: the survivor wants it if they cannot be reached, and that is so: the search
 * is being paused, or they were tried twice in vain. Once for each time that they fall silent.
 */
export function isCheckDue(contact: SafeContact | undefined, log: ContactLog, when: 'TRIED' | 'PAUSING'): boolean {
  if (contact === undefined || !mayAskForWelfareCheck(contact)) return false;
  const { heardAt } = log;
  if (log.checks.some(({ at }) => heardAt === undefined || at > heardAt)) return false;
  return when === 'PAUSING' || unansweredIn(log) >= ATTEMPTS_BEFORE_POLICE;
}

/** With a check for somebody to see to. */
export function withCheck(log: ContactLog, check: Omit<WelfareCheck, 'at'>, now: Date): ContactLog {
  return { ...log, checks: [...log.checks, { ...check, at: now }] };
}

/** A sentence, not a book. */
const WORDS_MAX = 500;

/** Why the police are asked although the survivor does not want it, or was not asked. */
export interface Override {
  readonly reason: string;
  readonly words: string;
}

type OverrideRefusal =
  | 'REASON_NEEDED'
  | 'FIELD_REQUIRED'
  | 'FIELD_NOT_ALLOWED'
  | 'FIELD_TOO_LONG'
  | 'NOT_TRIED'
  | 'POLICE_ALREADY_ASKED';

/** With a check that overrules the survivor's wish: only for somebody who was tried in vain, with a reason and in words. */
export function overruleWish(
  log: ContactLog,
  { reason, words }: Override,
  now: Date,
): Decision<ContactLog, OverrideRefusal> {
  if (openCheck(log) !== undefined) return refuse('POLICE_ALREADY_ASKED');
  if (unansweredIn(log) === 0) return refuse('NOT_TRIED');
  if (!isCodeOf(SAFEGUARDING_REASONS, reason, civilDateAt(now))) return refuse('REASON_NEEDED', 'reason');
  const fault = textFault(words, WORDS_MAX);
  return fault ? refuse(fault, 'words') : allow(withCheck(log, { override: reason, words }, now));
}

/** What somebody says of a check. */
export interface CheckTold {
  readonly step: string;
  readonly number?: string;
}

type NoteRefusal = 'POLICE_NOT_AGREED' | 'REASON_NEEDED' | 'FIELD_REQUIRED' | 'FIELD_NOT_ALLOWED' | 'FIELD_TOO_LONG';

/** With what was done about the open check. Where none is open nobody may ask the police. */
export function noteCheck(log: ContactLog, { step, number }: CheckTold, now: Date): Decision<ContactLog, NoteRefusal> {
  const open = openCheck(log);
  if (open === undefined) return refuse('POLICE_NOT_AGREED');
  if (!isCodeOf(WELFARE_CHECK_STEPS, step, civilDateAt(now))) return refuse('REASON_NEEDED', 'step');
  const fault = number === undefined ? undefined : nameFault(number);
  if (fault) return refuse(fault, 'number');
  const noted = { ...open, step, notedAt: now, ...(number !== undefined && { number }) };
  const isFound = step === 'FOUND_SAFE' || step === 'FOUND_IN_DANGER';
  return allow({ ...replaced(log, open, noted), ...(isFound && { heardAt: now }) });
}

function replaced(log: ContactLog, before: WelfareCheck, after: WelfareCheck): ContactLog {
  return { ...log, checks: log.checks.map((check) => (check === before ? after : check)) };
}

/**
 * With a check that nobody has asked the police for taken back: they were heard of, or do not want it any more. Where the
 * police have been asked, what came of it is still to be written down.
 */
export function withoutCheck(log: ContactLog, now: Date): ContactLog {
  const open = openCheck(log);
  if (open === undefined || open.step === 'ASKED') return log;
  return replaced(log, open, { ...open, step: 'NOT_NEEDED', notedAt: now });
}

/** Whether an open check rests on a wish that the survivor no longer has, after the card was changed. */
export function isAgainstWish(contact: SafeContact | undefined, log: ContactLog): boolean {
  const open = openCheck(log);
  return open !== undefined && !mayPoliceBeAsked(contact, log);
}

/** By when the police should have been asked, and by when they should have been heard from. PROPOSAL. */
const ASK_WITHIN_MINUTES = 60;
const HEAR_WITHIN_MINUTES = 240;

/** By when somebody has to see to the open check; undefined where there is none. */
export function checkBy(log: ContactLog): Date | undefined {
  const open = openCheck(log);
  if (open === undefined) return undefined;
  const { at, notedAt } = open;
  const minutes = notedAt === undefined ? ASK_WITHIN_MINUTES : HEAR_WITHIN_MINUTES;
  return new Date((notedAt ?? at).getTime() + minutes * 60_000);
}
