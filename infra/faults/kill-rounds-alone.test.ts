import { describe, it } from '@jest/globals';
import { expectNothingLost } from './kill-run.ts';

// Two files, so that both runs go on at once.
describe('kill -9 of one part after another, while people submit and hold', () => {
  it(
    'loses, doubles and tells nothing with no Redis at all',
    () => expectNothingLost('none', ['server', 'workers']),
    400_000,
  );
});
