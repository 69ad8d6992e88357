import type { SummaryRow } from '../../ui/summary-list/summary-list';
import { civilDay, dayInWords } from '../../ui/time';
import { bedsInWords, featuresInWords, unitKindInWords } from '../../ui/words/spaces';
import { nightsInWords } from '../../ui/words/spaces';
import type { Unit } from '../own-unit';

/** What a space offers and who stays in it, as rows. */
export function unitRows(unit: Unit, now: Date): readonly SummaryRow[] {
  return [
    { key: 'Service', lines: [unit.service.name] },
    { key: 'Kind', lines: [unitKindInWords(unit.kind)] },
    { key: 'Beds', lines: [bedsInWords(unit)] },
    { key: 'Good to know', lines: featuresInWords(unit) },
    ...stayRows(unit, now),
  ];
}

function stayRows({ placement }: Unit, now: Date): readonly SummaryRow[] {
  if (!placement || placement.leftOn) return [];
  const { reference, arrivedOn, leavingOn } = placement;
  return [
    { key: 'Who stays here', lines: [reference] },
    { key: 'Here since', lines: [dayInWords(arrivedOn), nightsInWords(arrivedOn, civilDay(now))] },
    { key: 'Leaves on', lines: [leavingOn ? dayInWords(leavingOn) : 'Not known yet'] },
  ];
}
