import { expect, it } from '@jest/globals';
import { listOf } from './code-list.ts';

it('gives every row what they share, and keeps their order', () => {
  const rows = listOf({ validFrom: '2021-10-01', group: 'SHARED' }, [
    { code: 'B', label: 'Second letter' },
    { code: 'A', label: 'First letter' },
  ]);
  expect(rows).toEqual([
    { code: 'B', label: 'Second letter', validFrom: '2021-10-01', group: 'SHARED' },
    { code: 'A', label: 'First letter', validFrom: '2021-10-01', group: 'SHARED' },
  ]);
});
