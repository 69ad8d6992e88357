import { areaName } from '@openhaven/domain/area';
import { ARRANGEMENT_OUTCOMES, type ArrangementKind, ARRANGEMENTS } from '@openhaven/domain/arrangement';
import { labelOf } from '@openhaven/domain/codes';
import type { ArrangementsQuery } from '../../api/generated';
import { civilDay, dayInWords } from '../../ui/time';
import { journeyLines, wayThere } from '../../ui/words/journey';
import { HOW_TO } from './how-to';

export type ArrangementTold = NonNullable<NonNullable<ArrangementsQuery['referral']>['arrangements']>[number];

/** One thing that was, or is, to be arranged, in words. */
export interface ArrangementCard {
  readonly kind: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether it may be said again how it stands: plans for a journey change. */
  readonly mayChange: boolean;
}

/** What waits: what to do, where it leads, and how it stands. */
export function waitingCard(one: ArrangementTold, home: string | null | undefined): ArrangementCard {
  const { kind, endsOn, from } = one;
  const granted =
    endsOn === null
      ? []
      : [`Granted until ${dayInWords(endsOn)}. You are asked again on ${dayInWords(civilDay(new Date(from)))}.`];
  const way = one.to ? wayThere(one.to.publishedAreaCode, home) : '';
  const where = [...placeLines(one), ...(way === '' ? [] : [`${way}.`])];
  return card(one, [...where, HOW_TO[kind as ArrangementKind], ...granted], false);
}

/** What somebody has seen to. */
export function settledCard(one: ArrangementTold, now: Date): ArrangementCard {
  const { kind, outcome, settledAt, journey } = one;
  const when = settledAt === null ? '' : dayInWords(civilDay(new Date(settledAt)));
  const said = `${labelOf(ARRANGEMENT_OUTCOMES, outcome ?? '')}, said on ${when}.`;
  const lines = [...placeLines(one), ...(journey ? journeyLines(journey, now) : []), said];
  return card(one, lines, kind === 'TRANSPORT');
}

function card({ kind }: ArrangementTold, lines: readonly string[], mayChange: boolean): ArrangementCard {
  return { kind, title: labelOf(ARRANGEMENTS, kind), lines, mayChange };
}

/** Where a journey leads: a service and its published area. */
function placeLines({ to }: ArrangementTold): readonly string[] {
  return to ? [`To ${to.name}, ${areaName(to.publishedAreaCode)}`] : [];
}
