import { expect, it } from '@jest/globals';
import { silencedLines } from './suppressions.ts';

it('finds the comments that silence a tool without saying why', () => {
  const source = [
    'const a = 1;',
    '// eslint-disable-next-line no-console',
    '// eslint-disable-next-line no-console -- the tool is a command line',
    '// @ts-expect-error',
    '// @ts-expect-error: the library forgets this overload',
    '// biome-ignore format: a table',
    '// biome-ignore format:',
  ];
  expect(silencedLines(source.join('\n'))).toEqual([2, 4, 7]);
});
