import type { ShowSubjectAccessMutation, SubjectAccessRequestsQuery } from '../../api/generated';
import type { Option } from '../../ui/field/field';
import type { Status } from '../../ui/status-tag/status-tag';
import { civilDay, dayInWords } from '../../ui/time';

type Asked = SubjectAccessRequestsQuery['subjectAccessRequests'][number];
type Item = ShowSubjectAccessMutation['showSubjectAccess']['items'][number];

/** A request in the list: which, what is said of it, and what stands out. */
export interface RequestRow {
  readonly id: string;
  readonly reference: string;
  readonly words: string;
  readonly tag: Status | undefined;
  /** What the button that opens it says; empty where there is nothing to open. */
  readonly opens: string;
  readonly mayClose: boolean;
}

const LATE: Status = { word: 'Late', tone: 'bad' };
const YOURS: Status = { word: 'For you to read', tone: 'act' };

/** A request in words. */
export function requestRow(asked: Asked, now: Date): RequestRow {
  const { id, reference, state } = asked;
  const waits = state === 'OPEN' || state === 'PREPARED';
  return {
    id,
    reference,
    words: `Came on ${dayInWords(asked.receivedOn)}. ${stateWords(asked)}`,
    tag: tagOf(asked),
    opens: opensWords(asked, now),
    mayClose: waits,
  };
}

function tagOf({ isLate, mayRelease }: Asked): Status | undefined {
  if (isLate) return LATE;
  return mayRelease ? YOURS : undefined;
}

function stateWords({ state, dueOn, preparedByName, releasedByName }: Asked): string {
  if (state === 'OPEN') return `The answer is due by ${dayInWords(dueOn)}. Nobody has prepared a copy yet.`;
  if (state === 'PREPARED') {
    return `The answer is due by ${dayInWords(dueOn)}. Prepared by ${preparedByName ?? 'a colleague'}: somebody else has to read and release it.`;
  }
  if (state === 'RELEASED') {
    return `Prepared by ${preparedByName ?? 'a colleague'}, released by ${releasedByName ?? 'another'}.`;
  }
  return 'Ended without a copy.';
}

function opensWords({ state, copyUntil }: Asked, now: Date): string {
  if (state === 'OPEN') return 'Prepare the copy';
  if (state === 'PREPARED') return 'Read the copy';
  if (state !== 'RELEASED' || !copyUntil || new Date(copyUntil) <= now) return '';
  return `Take the copy out, until ${dayInWords(civilDay(new Date(copyUntil)))}`;
}

/** The parts that may be chosen, each with what it says. */
export function choices(items: readonly Item[]): readonly Option[] {
  return items
    .filter(({ tag }) => tag === 'OWN' || tag === 'MIXED')
    .map(({ key, label, tag, text }) => ({
      value: key,
      label: tag === 'MIXED' ? `${label} (read it: others may be in it)` : label,
      hint: text,
    }));
}

/** What is chosen to begin with: what is the person’s own alone. */
export function ownKeys(items: readonly Item[]): readonly string[] {
  return items.filter(({ tag }) => tag === 'OWN').map(({ key }) => key);
}

/** What never goes into a copy. */
export function withheld(items: readonly Item[]): readonly string[] {
  return items.filter(({ tag }) => tag === 'OTHER_PERSON' || tag === 'WITHHELD').map(({ label }) => label);
}
