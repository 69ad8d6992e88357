import { CONTACT_OUTCOMES } from '@openhaven/domain/contact-log';
import { labelOf } from '@openhaven/domain/codes';
import type { ContactCardPartsFragment, ReachQuery } from '../../api/generated';
import type { Option } from '../../ui/field/field';
import { dayAndTime } from '../../ui/time';
import { CHANNEL } from '../../ui/words/story';

type Way = ContactCardPartsFragment['ways'][number];
type Card = NonNullable<NonNullable<ReachQuery['referral']>['contactCard']>;

/** How the survivor may be reached, in words and without a number: by which ways now, at another hour, and never. */
export interface CardWords {
  readonly now: readonly string[];
  readonly later: readonly string[];
  readonly never: readonly string[];
  readonly notes: readonly string[];
}

export function cardInWords(card: ContactCardPartsFragment): CardWords {
  const lines = (use: Way['use']): readonly string[] => card.ways.filter((way) => way.use === use).map(wayInWords);
  return { now: lines('NOW'), later: lines('LATER'), never: lines('NEVER'), notes: notesOf(card) };
}

/** One way: what may be done by it, or that it must not be used. */
export function wayInWords({ way, kind, use, from, until, mayLeaveMessage, whoMayAnswer }: Way): string {
  const name = nameOf({ way, kind });
  if (use === 'NEVER') return `${name}: not safe, do not use`;
  const hours = from || until ? `${from ?? '00:00'} to ${until ?? '24:00'}` : 'at any hour';
  if (kind === 'THROUGH_REFERRER') return `${name}: ${hours}`;
  const message = mayLeaveMessage ? 'a message may be left' : 'leave no message';
  return [`${name}: ${hours}`, message, ...(whoMayAnswer ? [`may answer: ${whoMayAnswer}`] : [])].join(', ');
}

const nameOf = ({ way, kind }: Pick<Way, 'way' | 'kind'>): string => `Way ${way + 1}, ${CHANNEL[kind].toLowerCase()}`;

/** The ways that are safe at this moment, to choose from. */
export function waysToChoose(card: ContactCardPartsFragment): readonly Option[] {
  return card.ways.filter(({ use }) => use === 'NOW').map((way) => ({ value: `${way.way}`, label: nameOf(way) }));
}

function notesOf({ codeWord, interpreterLanguage }: ContactCardPartsFragment): readonly string[] {
  return [
    codeWord ? `Code word: ${codeWord}` : 'No code word was agreed',
    ...(interpreterLanguage ? [`Interpreter: ${interpreterLanguage}`] : []),
  ];
}

/** What the survivor wants if nobody can reach them, said so that nobody can read it the wrong way round. */
export function policeInWords({ ifNoContact, policeMayBeAsked }: ContactCardPartsFragment): string {
  if (ifNoContact === 'CALL_POLICE') return 'The survivor wants the police to look in.';
  const wish =
    ifNoContact === 'DO_NOT_CALL_POLICE' ? 'The survivor does not want it.' : 'Nobody has asked the survivor.';
  if (policeMayBeAsked) return `A coordinator has said that the police are asked this time. ${wish}`;
  return `Do not ask the police to look in. ${wish}`;
}

/** What may be said to have come of an attempt: that a message was left only where one might be. */
export function outcomesOf(mayLeaveMessage: boolean): readonly Option[] {
  return CONTACT_OUTCOMES.filter(({ code }) => mayLeaveMessage || code !== 'MESSAGE_LEFT').map(({ code, label }) => ({
    value: code,
    label,
  }));
}

/** What was tried, in one line each. */
export function attemptLines({ attempts }: Pick<Card, 'attempts'>, now: Date): readonly string[] {
  return attempts.map(({ at, kind, outcome }) => {
    const what = outcome === null ? 'Nobody has said what came of it' : labelOf(CONTACT_OUTCOMES, outcome);
    return `${dayAndTime(new Date(at), now)}, ${CHANNEL[kind].toLowerCase()}: ${what}`;
  });
}
