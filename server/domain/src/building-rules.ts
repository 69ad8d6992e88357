import type { Answer, Finding } from './answer.ts';
import type { CivilDate } from './calendar.ts';
import { type Household, type KnownAnswer, ageOf, bedSpacesNeeded, childrenOf, householdSize } from './household.ts';
import type { UnitFeatures } from './unit.ts';

/** An adult needs an adult's bed; a child may have either, or a fold-out bed that has to be put up. */
function bedsFor(features: UnitFeatures, adults: number, children: number): Answer {
  if (adults > features.adultBeds) return 'CANNOT';
  const short = children - features.childBeds - (features.adultBeds - adults);
  if (short <= 0) return 'FITS';
  return short <= features.foldOutBeds ? 'FITS_WITH_CONDITION' : 'CANNOT';
}

/**
 * Whether everybody has a bed. A child of unknown age may turn out to be a baby in a cot: where only that could save the
 * place, the answer is "ask". An empty household says nothing yet.
 */
export function judgeBeds(features: UnitFeatures, household: Household, on: CivilDate): readonly Finding[] {
  const limit = features.adultBeds + features.childBeds;
  if (householdSize(household) === 0) return [{ answer: 'ASK_PROVIDER', limit }];
  const { adultBeds, childBeds } = bedSpacesNeeded(household, on);
  const maybeBabies = childrenOf(household).filter((child) => ageOf(child, on) === undefined).length;
  const certain = bedsFor(features, adultBeds, childBeds);
  const atBest = bedsFor(features, adultBeds, childBeds - maybeBabies);
  if (certain === 'CANNOT' && atBest !== 'CANNOT') return [{ answer: 'ASK_PROVIDER', limit }];
  return certain === 'CANNOT' || certain === 'FITS_WITH_CONDITION' ? [{ answer: certain, limit }] : [];
}

/**
 * Whether every baby has a cot, born or coming. A travel cot in place of a spare bed, or before the birth, is a
 * condition; where there is no room to spare the service is asked. A missing cot never turns a family away.
 */
export function judgeCots(features: UnitFeatures, household: Household, on: CivilDate): readonly Finding[] {
  const needed = bedSpacesNeeded(household, on);
  const bornShort = needed.cots - features.cots;
  if (bornShort + needed.comingCots <= 0) return [];
  const spareBeds = features.adultBeds + features.childBeds - needed.adultBeds - needed.childBeds;
  const answer = bornShort > Math.max(spareBeds, 0) ? 'ASK_PROVIDER' : 'FITS_WITH_CONDITION';
  return [{ answer, limit: features.cots }];
}

/** Whether the building has what is needed. Not known yet, and it has not: ask. */
export function judgeAccess(wanted: KnownAnswer, has: boolean): readonly Finding[] {
  if (has || wanted === 'NO') return [];
  return [{ answer: wanted === 'YES' ? 'CANNOT' : 'ASK_PROVIDER' }];
}
