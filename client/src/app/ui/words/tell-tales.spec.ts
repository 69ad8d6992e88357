import { doubtsAbout, tellTaleWarning } from './tell-tales';

describe('a text that leaves the house', () => {
  it('is doubted once for each kind of slip, with the text that was doubted', () => {
    expect(doubtsAbout('note', 'We are at 12 Mill Lane, WR1 2AB')).toEqual([
      {
        field: 'note',
        message: expect.stringMatching(/^This looks like a postcode/) as string,
        text: expect.any(String) as string,
      },
      {
        field: 'note',
        message: expect.stringMatching(/^This looks like a house number/) as string,
        text: expect.any(String) as string,
      },
    ]);
    expect(doubtsAbout('note', 'Two children, 8 and 12')).toEqual([]);
  });

  it('that is saved as it is written is warned of in one line', () => {
    expect(tellTaleWarning('Ring 07700 900123')).toMatch(/^This looks like a telephone number\. Those who are asked/);
    expect(tellTaleWarning('They left in a hurry')).toBe('');
  });
});
