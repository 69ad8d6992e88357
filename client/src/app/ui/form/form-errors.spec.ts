import { signal } from '@angular/core';
import type { Act, Refused } from '../../api/act';
import { FormErrors } from './form-errors';

function aForm(refusals: readonly Refused[] = []) {
  return new FormErrors({ refusals: signal(refusals) } as unknown as Act);
}

describe('the errors of a form', () => {
  it('are its own before the server’s', () => {
    const errors = aForm([{ code: 'X', field: 'input.reason', message: 'from the server' }]);
    expect(errors.accept([{ field: 'reason', message: 'from the page' }])).toBe(false);
    expect(errors.by()).toEqual({ reason: 'from the page' });
  });

  it('stand beside the field, however the server names it', () => {
    const errors = aForm([{ code: 'X', field: 'input.reason', message: 'from the server' }]);
    expect(errors.accept([])).toBe(true);
    expect(errors.by()).toEqual({ reason: 'from the server' });
  });

  it('without a field stand at the top only', () => {
    const errors = aForm([{ code: 'X', message: 'It has moved on.' }]);
    expect(errors.all()).toHaveLength(1);
    expect(errors.by()).toEqual({});
  });
});
