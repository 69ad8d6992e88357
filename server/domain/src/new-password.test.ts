import { expect, it } from '@jest/globals';
import { passwordFault } from './new-password.ts';

const ADDRESS = 'sam.lee@council.example';

it.each(['correct horse battery', 'zwölf Zeichen', 'aB3$xY7!kQ9z', '            tea at four'])(
  'takes %p',
  (password) => {
    expect(passwordFault(password, ADDRESS)).toBeNull();
  },
);

it.each([
  ['elevensigns', 'PASSWORD_TOO_SHORT'],
  ['', 'PASSWORD_TOO_SHORT'],
  ['x'.repeat(1_001), 'FIELD_TOO_LONG'],
  ['Sam.Lee@Council.Example', 'PASSWORD_IS_ADDRESS'],
])('refuses %p', (password, fault) => {
  expect(passwordFault(password, ADDRESS)).toBe(fault);
});
