import { expect, it } from '@jest/globals';
import { aPlace } from '../testing/builders.ts';
import { isRelevantAccommodation, needPolicy } from './service.ts';

it('says what the service says about a need, and nothing where it has said nothing', () => {
  const { service } = aPlace({ policy: { needs: { ALCOHOL: 'ASSESS' } } });
  expect(needPolicy(service, 'ALCOHOL')).toBe('ASSESS');
  expect(needPolicy(service, 'DRUGS')).toBeUndefined();
});

it.each([
  ['REFUGE', true],
  ['SANCTUARY', true],
  ['NON_RELEVANT_INTERIM', false],
] as const)('counts %s as relevant accommodation: %s', (accommodationType, expected) => {
  expect(isRelevantAccommodation(aPlace({ service: { accommodationType } }).service)).toBe(expected);
});
