import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NAME_MAX, TEXT_MAX, nameFault, tellTalesIn, textFault } from './free-text.ts';

describe('a name', () => {
  it.each([
    'O’Connor-Ńguyễn',
    "O'Connor-Ńguyễn",
    'Ædelgyð',
    'Мария',
    '李小龍',
    'محمد',
    'علی‌رضا',
    'ක්‍රිෂාන්ත',
    'Anne Marie',
    '<script>alert(1)</script>',
    'Núñez, María-José',
    'X',
    '👩🏽 Jo',
    'é',
    'a'.repeat(NAME_MAX),
    '🙂'.repeat(NAME_MAX),
  ])('is "%s"', (name) => {
    expect(nameFault(name)).toBeUndefined();
  });

  it.each([
    ['nothing but spaces', '   ', 'FIELD_REQUIRED'],
    ['nothing but odd spaces', '\u00A0\u2003\n', 'FIELD_REQUIRED'],
    ['empty', '', 'FIELD_REQUIRED'],
    ['too long', 'a'.repeat(NAME_MAX + 1), 'FIELD_TOO_LONG'],
    ['500 characters', 'a'.repeat(500), 'FIELD_TOO_LONG'],
    ['turned round by a right-to-left override', 'Anna\u202EannA', 'FIELD_NOT_ALLOWED'],
    ['turned round by an isolate', 'Anna\u2067annA\u2069', 'FIELD_NOT_ALLOWED'],
    ['with an Arabic letter mark', 'Anna\u061C', 'FIELD_NOT_ALLOWED'],
    ['with a direction mark', 'Anna\u200F', 'FIELD_NOT_ALLOWED'],
    ['with a nought byte', 'Anna\u0000', 'FIELD_NOT_ALLOWED'],
    ['with an escape', 'Anna\u001B[2J', 'FIELD_NOT_ALLOWED'],
    ['over two lines', 'Anna\nBell', 'FIELD_NOT_ALLOWED'],
    ['with an invisible space', 'An\u200Bna', 'FIELD_NOT_ALLOWED'],
    ['with a byte order mark', '\uFEFFAnna', 'FIELD_NOT_ALLOWED'],
    ['with half a character', 'Anna\uD83D', 'FIELD_NOT_ALLOWED'],
    ['with a line separator', 'Anna\u2028Bell', 'FIELD_NOT_ALLOWED'],
  ])('is not one that is %s', (_what, name, expected) => {
    expect(nameFault(name)).toBe(expected);
  });

  it('of letters, marks, apostrophes and hyphens is always one', () => {
    const letter = fc.constantFrom(...Array.from('abcßñőçøžłğşαβγдежאבגابجदेवনাম李王김'), "'", '’', '-', ' ');
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: NAME_MAX }), (letters) => {
        const name = letters.join('');
        expect(nameFault(name)).toBe(name.trim() === '' ? 'FIELD_REQUIRED' : undefined);
      }),
    );
  });
});

describe('longer text', () => {
  it('may have lines and tabs', () => {
    expect(textFault('First line.\r\n\tSecond line.')).toBeUndefined();
  });

  it.each([
    ['blank', ' \n ', 'FIELD_REQUIRED'],
    ['with a direction override', 'text \u202E txet', 'FIELD_NOT_ALLOWED'],
    ['with a bell', 'ding\u0007', 'FIELD_NOT_ALLOWED'],
    ['one character too long', 'a'.repeat(TEXT_MAX + 1), 'FIELD_TOO_LONG'],
  ])('is not taken that is %s', (_what, text, expected) => {
    expect(textFault(text)).toBe(expected);
  });

  it('is taken up to its length, counting an emoji as one', () => {
    expect(textFault('a'.repeat(TEXT_MAX))).toBeUndefined();
    expect(textFault('🙂🙂🙂', 3)).toBeUndefined();
    expect(textFault('🙂🙂🙂🙂', 3)).toBe('FIELD_TOO_LONG');
  });
});

describe('what may give somebody away', () => {
  it.each([
    ['Come to WR1 2AB', ['POSTCODE']],
    ['wr12ab please', ['POSTCODE']],
    ['14 Foregate Street', ['STREET']],
    ['Ring at 7a, Mill Lane', ['STREET']],
    ['the house is 112 Old Station Road', ['STREET']],
    ['ring 07700 900123', ['PHONE']],
    ['her mother: +44 7700-900123', ['PHONE']],
    ['the house is on (01905) 550 123', ['PHONE']],
    ['at 12 Mill Lane, WR1 2AB, 01905550123', ['POSTCODE', 'STREET', 'PHONE']],
  ])('is found in “%s”', (text, found) => {
    expect(tellTalesIn(text)).toEqual(found);
  });

  it.each([
    '',
    'The taxi rank at the station, then ring the number you have',
    'Main entrance of the hospital, from 22:30 on',
    'Two children, 8 and 12. Has anybody a cot?',
    'Is the son 14 or 15? Room 4 has 2 beds',
    'P1 today, call 24 hours a day',
    'Since 2026-11-20 09:00, reference WOR-7K2MP, tenancy 00123',
    'O’Connor-Ńguyễn was there at 09:15',
  ])('is not found in “%s”', (text) => {
    expect(tellTalesIn(text)).toEqual([]);
  });
});
