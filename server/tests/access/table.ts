import { readFileSync } from 'node:fs';
import type { Role } from '@openhaven/domain/access';

/** What can be seen of a case: the columns of the table. */
export const FIELDS = [
  'referral',
  'story',
  'contact',
  'names',
  'request',
  'facts',
  'hold',
  'meeting',
  'stay',
  'looks',
] as const;
export type Field = (typeof FIELDS)[number];

/** How far a case has gone, and what stands round it. */
export const PLAIN_STATES = ['draft', 'sent', 'asked', 'offered', 'agreed', 'placed', 'withdrawn'] as const;
export const FENCED_STATES = [
  'restricted',
  'named',
  'opened',
  'conflict',
  'kept out',
  'namesake',
  'let in',
  'other refuge',
] as const;
export type PlainState = (typeof PLAIN_STATES)[number];
export type FencedState = (typeof FENCED_STATES)[number];
export type State = PlainState | FencedState;

export const ROLE_WORDS = {
  referrer: 'REFERRER',
  'outside referrer': 'OUT_OF_AREA_REFERRER',
  'refuge worker': 'REFUGE_WORKER',
  'refuge manager': 'REFUGE_MANAGER',
  coordinator: 'COORDINATOR',
  administrator: 'ORG_ADMIN',
  'privacy officer': 'PRIVACY_OFFICER',
  commissioner: 'COMMISSIONER',
} as const satisfies Record<string, Role>;

/** Somebody's role, and how their organisation stands to the case. */
export interface Seat {
  readonly role: keyof typeof ROLE_WORDS;
  readonly stands: 'refers' | 'asked' | 'county' | 'elsewhere';
}

/** What one person may see of a case in one state. */
export interface Line extends Seat {
  readonly state: State;
  readonly cells: Readonly<Record<Field, 'yes' | 'no' | '-'>>;
}

const FILE = new URL('access.csv', import.meta.url);

/** The hand-written table, one line for each role, standing and state. @throws Error for a line that cannot be read */
export function accessTable(): readonly Line[] {
  const lines = readFileSync(FILE, 'utf8').split('\n');
  const [head = '', ...rows] = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (head !== ['role', 'stands', 'states', ...FIELDS].join(',')) throw new Error('the columns are others');
  return rows.flatMap(linesIn);
}

function linesIn(row: string): readonly Line[] {
  const [role = '', stands = '', states = '', ...cells] = row.split(',');
  if (!(role in ROLE_WORDS) || cells.length !== FIELDS.length || cells.some((cell) => !/^(yes|no|-)$/.test(cell))) {
    throw new Error(`cannot be read: ${row}`);
  }
  const seen = Object.fromEntries(FIELDS.map((field, at) => [field, cells[at]])) as Line['cells'];
  return states
    .split(' / ')
    .map((state) => ({ ...({ role, stands } as Seat), state: stateIn(state, row), cells: seen }));
}

function stateIn(word: string, row: string): State {
  const state = [...PLAIN_STATES, ...FENCED_STATES].find((one) => one === word);
  if (state === undefined) throw new Error(`no such state: ${row}`);
  return state;
}
