import { describe, expect, it } from '@jest/globals';
import { dictionary } from '@zxcvbn-ts/language-common';
import { isEasyToGuess } from './guessing.ts';

const NOBODY: readonly string[] = [];

describe('a password that somebody chooses', () => {
  it.each([
    'password12345',
    'Password-1234',
    'qwertyuiop123',
    'manchesterunited',
    'Liverpool2026!!',
    'openhaven1234',
    'Worcestershire1',
    'abababababab',
    '1234 5678 9012',
    'abcdefghijklmnop',
    'x'.repeat(1000),
  ])('%s is easy to guess', (password) => {
    expect(isEasyToGuess(password, NOBODY)).toBe(true);
  });

  it.each([
    'three quiet herons',
    'correct horse battery staple',
    'Correct-Horse-7',
    'тихая ночь над рекой',
    'kT9#vLq2!xWz',
  ])('%s is hard to guess', (password) => {
    expect(isEasyToGuess(password, NOBODY)).toBe(false);
  });

  it('is easy for whoever knows the address, and hard for others', () => {
    expect(isEasyToGuess('quennevillejo', ['quennevillejo@example.org', 'quennevillejo'])).toBe(true);
    expect(isEasyToGuess('quennevillejo', NOBODY)).toBe(false);
  });

  it('is easy if it is one of the three thousand commonest, long ones as they are and short ones made longer', () => {
    const common = dictionary['passwords-common'] as readonly string[];
    const long = common.filter(({ length }) => length >= 12);
    const lengthened = common
      .slice(0, 3000)
      .map((word) => `${word}${'1234567890'.slice(0, Math.max(0, 12 - word.length))}`);
    const hard = [];
    for (const word of [...long, ...lengthened]) if (!isEasyToGuess(word, NOBODY)) hard.push(word);
    expect([long.length > 300, hard]).toEqual([true, []]);
  }, 60_000);
});
