import type { TimelineItem } from '../timeline/timeline';
import { byInWords } from './timeline';

/** One look as the server sends it: codes only. */
export interface LookEntry {
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly inList: boolean;
  readonly byRole: string;
  readonly who?: string | null;
  readonly byOrganisation?: string | null;
  readonly reason?: string | null;
}

const WHAT: Readonly<Record<string, string>> = {
  'story.read': 'The story',
  'copy.read': 'A copy for the person it is about',
  'arrangements.read': 'What has to be arranged beside a place',
  'contact.read': 'How they may be reached, and what was tried',
  'number.shown': 'A number or address of theirs',
  'dates.read': 'Dates that may change how safe they are',
  'facts.read': 'The facts that a service is told',
  'meeting-point.read': 'Where to meet',
  'place.shown': 'The address',
  'exclusions.read': 'Who must not see it',
  'glass.read': 'Why it was opened in an emergency',
  'names.read': 'The name to call them by',
};

const REASON: Readonly<Record<string, string>> = { BREAK_GLASS: 'Opened in an emergency' };

/** A look in words: what was seen, by whom, and why where a reason was given. */
export function lookItem({ id, at, what, inList, who, reason, ...by }: LookEntry): TimelineItem {
  const seen = WHAT[what] ?? what;
  const role = byInWords(by);
  return {
    id,
    at,
    what: inList ? `${seen}, in a list` : seen,
    by: who ? `${who}, ${role}` : role,
    details: reason ? [`Why: ${REASON[reason] ?? reason}`] : [],
  };
}
