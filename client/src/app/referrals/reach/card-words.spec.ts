import { attemptLines, cardInWords, outcomesOf, policeInWords, waysToChoose } from './card-words';

const PHONE = {
  way: 0,
  kind: 'PHONE',
  use: 'NOW',
  from: '09:00',
  until: '15:00',
  mayLeaveMessage: false,
  whoMayAnswer: 'a sister',
} as const;
const NEVER = { ...PHONE, way: 1, use: 'NEVER', from: null, until: null, whoMayAnswer: null } as const;
const TEXT = { ...PHONE, way: 2, kind: 'TEXT', use: 'LATER', mayLeaveMessage: true, whoMayAnswer: null } as const;
const CARD = {
  codeWord: 'curtains',
  interpreterLanguage: null,
  ifNoContact: 'DO_NOT_CALL_POLICE',
  policeMayBeAsked: false,
  ways: [PHONE, NEVER, TEXT],
} as const;
const NOW = new Date('2026-11-21T12:00:00Z');

describe('how the survivor may be reached', () => {
  it('is told by what is safe now, at another hour, and never', () => {
    expect(cardInWords(CARD)).toEqual({
      now: ['Way 1, phone call: 09:00 to 15:00, leave no message, may answer: a sister'],
      later: ['Way 3, text message: 09:00 to 15:00, a message may be left'],
      never: ['Way 2, phone call: not safe, do not use'],
      notes: ['Code word: curtains'],
    });
  });

  it('says that no code word was agreed, and who interprets', () => {
    const { notes } = cardInWords({ ...CARD, codeWord: null, interpreterLanguage: 'Dari' });
    expect(notes).toEqual(['No code word was agreed', 'Interpreter: Dari']);
  });

  it('lets nothing be chosen that is not safe now', () => {
    expect(waysToChoose(CARD)).toEqual([{ value: '0', label: 'Way 1, phone call' }]);
  });

  it('says of the way through those who refer when it may be used, and no more', () => {
    const through = { ...PHONE, kind: 'THROUGH_REFERRER', from: null, until: null } as const;
    expect(cardInWords({ ...CARD, ways: [through] }).now).toEqual(['Way 1, only through us: at any hour']);
  });
});

describe('what the survivor wants if nobody reaches them', () => {
  it.each([
    ['CALL_POLICE', true, 'The survivor wants the police to look in.'],
    ['DO_NOT_CALL_POLICE', false, 'Do not ask the police to look in. The survivor does not want it.'],
    ['NOT_ASKED', false, 'Do not ask the police to look in. Nobody has asked the survivor.'],
    [
      'DO_NOT_CALL_POLICE',
      true,
      'A coordinator has said that the police are asked this time. The survivor does not want it.',
    ],
  ] as const)('%s, and the police may be asked: %s', (ifNoContact, policeMayBeAsked, words) => {
    expect(policeInWords({ ...CARD, ifNoContact, policeMayBeAsked })).toBe(words);
  });
});

describe('what came of it', () => {
  it('is a message only where one might be left', () => {
    const values = (may: boolean): readonly string[] => outcomesOf(may).map(({ value }) => value);
    expect(values(true)).toEqual(['REACHED', 'NO_ANSWER', 'MESSAGE_LEFT', 'SOMEBODY_ELSE']);
    expect(values(false)).toEqual(['REACHED', 'NO_ANSWER', 'SOMEBODY_ELSE']);
  });

  it('is read in one line for each attempt', () => {
    const attempts = [
      { at: '2026-11-21T11:00:00Z', kind: 'PHONE', outcome: null },
      { at: '2026-11-21T10:00:00Z', kind: 'TEXT', outcome: 'NO_ANSWER' },
    ] as const;
    expect(attemptLines({ attempts }, NOW)).toEqual([
      '11:00, phone call: Nobody has said what came of it',
      '10:00, text message: Nobody answered, and I left nothing',
    ]);
  });
});
