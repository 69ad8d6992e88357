/** A district of Worcestershire with what was published of it. */
export interface PublishedDistrict {
  readonly key: string;
  readonly name: string;
  readonly areaCode: string;
  /** Homeless approaches for domestic abuse in 2020-21. */
  readonly approaches: number;
  /** Service users with children and without. */
  readonly withChildren: number;
  readonly withoutChildren: number;
}

const row = (
  key: string,
  name: string,
  areaCode: string,
  approaches: number,
  mix: readonly [withChildren: number, withoutChildren: number],
): PublishedDistrict => ({ key, name, areaCode, approaches, withChildren: mix[0], withoutChildren: mix[1] });

/** Source: Worcestershire Domestic Abuse Strategy 2022-2025 and its needs assessment (DOMAIN S51). */
export const DISTRICTS: readonly PublishedDistrict[] = [
  row('bromsgrove', 'Bromsgrove', 'E07000234', 30, [98, 8]),
  row('malvern', 'Malvern Hills', 'E07000235', 34, [23, 2]),
  row('redditch', 'Redditch', 'E07000236', 35, [48, 54]),
  row('worcester', 'Worcester', 'E07000237', 116, [46, 53]),
  row('wychavon', 'Wychavon', 'E07000238', 113, [51, 59]),
  row('wyre-forest', 'Wyre Forest', 'E07000239', 58, [33, 27]),
];

/** Sex of service users in the same source, in parts of a hundred. */
export const SEX = { WOMAN: 86, MAN: 12, TRANSGENDER: 2 } as const;

/**
 * Referrals a year from outside the county. Not published: chosen so that ten years make about ten thousand referrals.
 * That most people in a refuge come from elsewhere is (DOMAIN S12).
 */
export const FROM_OUTSIDE = 614;

/** The mix of households from outside: that of the six districts together. */
export const OUTSIDE_MIX = { withChildren: 299, withoutChildren: 203 } as const;

/** Where they come from, in parts: our assumption, nearer and larger places first. */
export const OUTSIDE_AREAS = {
  E08000025: 24,
  E08000027: 12,
  E08000028: 8,
  E08000026: 7,
  E08000031: 6,
  E06000019: 8,
  E06000051: 6,
  E06000020: 5,
  E07000081: 5,
  E07000221: 4,
  E07000078: 3,
  E07000083: 3,
  E08000029: 3,
  E07000196: 3,
  E07000222: 3,
} as const;

/**
 * How often something makes a household harder to place, in parts of one. Source: DOMAIN, needs found in practice; where
 * a figure is missing it is our assumption and named so in the report.
 */
export const HARD_TO_PLACE = {
  fourOrMoreChildren: 0.09,
  wheelchair: 0.025,
  noRecourseToPublicFunds: 0.07,
  mentalHealth: 0.23,
  mentalHealthHigh: 0.09,
  alcohol: 0.07,
  drugs: 0.06,
  pets: 0.1,
  language: 0.1,
  pregnant: 0.07,
} as const;
