import { expect, it } from '@jest/globals';
import { soundOf } from './note-duplicates.ts';

it.each([
  ['smyth', 'smith', true],
  ['catherine', 'kathryn', true],
  ['mohammed', 'muhammad', true],
  ['aisha', 'aysha', true],
  ['szymanska', 'shimanska', false],
  ['jones', 'evans', false],
])('%s and %s sound alike: %s', (one, other, expected) => {
  expect(soundOf(one) === soundOf(other)).toBe(expected);
});

it('knows no sound of a word in another script', () => {
  expect(soundOf('шевченко')).toBe('');
});
