import { closedLines, previewLines } from './closing-words';

const NOTHING = { spaces: 3, promised: 0, kept: 0, livedIn: 0, already: 0 };

describe('closing several spaces, in words', () => {
  it.each([
    [NOTHING, ['Nobody loses a place.']],
    [{ ...NOTHING, already: 1 }, ['Nobody loses a place.', '1 space is out of use already and stays so.']],
    [
      { ...NOTHING, promised: 1, kept: 2, livedIn: 1 },
      [
        '1 household loses a place to which they have said yes.',
        '2 households lose a place that is kept for them.',
        '1 household lives there and needs somewhere tonight.',
      ],
    ],
  ])('says before what it costs: %o', (preview, lines) => {
    expect(previewLines(preview)).toEqual(lines);
  });

  it('says afterwards what has happened and what is to be done', () => {
    expect(closedLines({ spaces: 5, lost: 3, residents: 1 })).toEqual([
      '5 spaces are out of use.',
      '3 households lost a place and 1 household must move. Those who refer and the county coordinator have been told.',
      'Other services have been asked anew for those who lost a place.',
      'Ring whoever refers those who live with you. When they have somewhere, record that they have left.',
    ]);
    expect(closedLines({ spaces: 1, lost: 0, residents: 0 })).toEqual(['1 space is out of use.']);
  });
});
