import { expect, it } from '@jest/globals';
import { allow, refuse } from './decision.ts';

it('an allowed request carries its value', () => {
  expect(allow(7)).toEqual({ allowed: true, value: 7 });
});

it('a refusal carries its reason, and the field to blame if one is', () => {
  expect(refuse('UNIT_NOT_VACANT')).toEqual({ allowed: false, reason: 'UNIT_NOT_VACANT' });
  expect(refuse('DATE_NOT_REAL', 'members.1.dateOfBirth')).toEqual({
    allowed: false,
    reason: 'DATE_NOT_REAL',
    field: 'members.1.dateOfBirth',
  });
});
