import type { ClosingPreviewQuery, CloseUnitsMutation, HouseQuery } from '../../api/generated';
import type { Option } from '../../ui/field/field';
import { count } from '../../ui/time';
import { listInWords } from '../../ui/words/reasons';
import { unitInWords } from '../unit-words';

type Preview = ClosingPreviewQuery['closingPreview'];
type Closed = CloseUnitsMutation['closeUnits'];
type Space = HouseQuery['house']['spaces'][number];

/** The spaces of a house to choose from, each with what goes on there. */
export function spaceOptions(spaces: readonly Space[]): readonly Option[] {
  return spaces.map(({ unit }) => {
    const { id, label, status, details } = unitInWords(unit);
    return { value: id, label, hint: [status.word, ...details].join('. ') };
  });
}

/** What can be taken back into use together: what is out of use, and where somebody lives who was to move. */
export function backOptions(spaces: readonly Space[]): readonly Option[] {
  const out = spaces.filter(({ unit, mustMove }) => mustMove || unit.status === 'OUT_OF_SERVICE');
  return out.map(({ unit, mustMove }) => {
    const { id, label, status, details } = unitInWords(unit);
    const hint = mustMove ? ['Somebody lives there and was to move: they stay'] : [status.word, ...details];
    return { value: id, label, hint: hint.join('. ') };
  });
}

const households = (number: number): string => count(number, 'household');
const verb = (number: number, one: string, many: string): string => (number === 1 ? one : many);

/** What it would cost to close, before it is done: one sentence each. */
export function previewLines({ promised, kept, livedIn, already }: Preview): readonly string[] {
  const lines = [
    promised > 0 && `${households(promised)} ${verb(promised, 'loses', 'lose')} a place to which they have said yes.`,
    kept > 0 && `${households(kept)} ${verb(kept, 'loses', 'lose')} a place that is kept for them.`,
    livedIn > 0 &&
      `${households(livedIn)} ${verb(livedIn, 'lives', 'live')} there and ${verb(livedIn, 'needs', 'need')} somewhere tonight.`,
    already > 0 &&
      `${count(already, 'space')} ${verb(already, 'is', 'are')} out of use already and ${verb(already, 'stays', 'stay')} so.`,
  ];
  const told = lines.filter((line) => line !== false);
  return promised + kept + livedIn === 0 ? ['Nobody loses a place.', ...told] : told;
}

/** What has happened, in one sentence each. */
export function closedLines({
  spaces,
  lost,
  residents,
}: Pick<Closed, 'spaces' | 'lost' | 'residents'>): readonly string[] {
  const affected = [
    lost > 0 ? `${households(lost)} lost a place` : '',
    residents > 0 ? `${households(residents)} must move` : '',
  ].filter((part) => part !== '');
  return [
    `${count(spaces, 'space')} ${verb(spaces, 'is', 'are')} out of use.`,
    ...(affected.length > 0
      ? [`${listInWords(affected)}. Those who refer and the county coordinator have been told.`]
      : []),
    ...(lost > 0 ? ['Other services have been asked anew for those who lost a place.'] : []),
    ...(residents > 0
      ? ['Ring whoever refers those who live with you. When they have somewhere, record that they have left.']
      : []),
  ];
}
