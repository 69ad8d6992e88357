import type { ToldWhereQuery } from '../../api/generated';
import type { FieldError } from '../../ui/error-summary/errors';
import type { Option } from '../../ui/field/field';
import type { Status } from '../../ui/status-tag/status-tag';
import { dayAndTime } from '../../ui/time';
import { looksInWords, RELEASE_STATE } from '../../ui/words/release';

type Hold = NonNullable<NonNullable<ToldWhereQuery['placementRequest']>['hold']>;
type Release = Hold['releases'][number];

const HOUR_MS = 3_600_000;
const HOURS = { 2: 'For two hours', 12: 'For twelve hours', 24: 'For a day', 72: 'For three days' } as const;

/** How long somebody may see the address: until the arrival that was agreed, or for so many hours. */
export function untilOptions({ arrivalUntil }: Pick<Hold, 'arrivalUntil'>, now: Date): readonly Option[] {
  const agreed = arrivalUntil !== null && Date.parse(arrivalUntil) > now.getTime() ? [arrivalUntil] : [];
  return [
    ...agreed.map((at) => ({ value: at, label: `Until ${dayAndTime(new Date(at), now)}, as agreed` })),
    ...Object.entries(HOURS).map(([value, label]) => ({ value, label })),
  ];
}

/** The instant that was chosen, ISO 8601. */
export function untilInstant(chosen: string, now: Date): string {
  return chosen in HOURS ? new Date(now.getTime() + Number(chosen) * HOUR_MS).toISOString() : chosen;
}

/** The people who may be named, each with the organisation they work for. */
export function personOptions({ mayBeNamed }: Pick<Hold, 'mayBeNamed'>): readonly Option[] {
  return mayBeNamed.map(({ id, name, organisation }) => ({ value: id, label: name, hint: organisation.name }));
}

/** What is still missing before the address can be released. */
export function releaseFaults(answers: {
  readonly person: string;
  readonly until: string;
  readonly needsAddress: boolean;
}): readonly FieldError[] {
  const faults: FieldError[] = [];
  if (answers.person === '') faults.push({ field: 'toUserId', message: 'Choose who may see the address.' });
  if (answers.until === '') faults.push({ field: 'until', message: 'Choose for how long.' });
  if (!answers.needsAddress) {
    faults.push({ field: 'needsAddress', message: 'Say that the meeting point is not enough, or leave it at that.' });
  }
  return faults;
}

/** How a release reads. */
export interface ReleaseInWords {
  readonly id: string;
  readonly name: string;
  readonly organisation: string;
  readonly status: Status;
  readonly until: string;
  readonly looks: string;
  readonly mayTakeBack: boolean;
}

/** A release in words, with what can be done about it. */
export function releaseInWords(release: Release, now: Date): ReleaseInWords {
  const { id, to, state, expiresAt, actions } = release;
  return {
    id,
    name: to.name,
    organisation: to.organisation.name,
    status: RELEASE_STATE[state],
    until: state === 'OPEN' ? `Until ${dayAndTime(new Date(expiresAt), now)}` : '',
    looks: looksInWords(release, now),
    mayTakeBack: actions.includes('takeBackRelease'),
  };
}
