import { expect, it } from '@jest/globals';
import { type Answer, worstOf } from './answer.ts';

it.each<[readonly Answer[], Answer]>([
  [[], 'FITS'],
  [['FITS', 'FITS_WITH_CONDITION'], 'FITS_WITH_CONDITION'],
  [['ASK_PROVIDER', 'FITS_WITH_CONDITION'], 'ASK_PROVIDER'],
  [['ASK_PROVIDER', 'CANNOT'], 'CANNOT'],
  [['NOT_SAFE', 'CANNOT', 'FITS'], 'NOT_SAFE'],
])('of %j the worst is %s', (answers, worst) => {
  expect(worstOf(answers.map((answer) => ({ answer })))).toBe(worst);
});
