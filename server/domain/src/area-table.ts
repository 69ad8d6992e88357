/** A district of England or a principal area of Wales: what everybody may know of it. */
export interface Area {
  readonly code: string;
  readonly name: string;
  /** Code of its county; its own code where it is its own upper tier. */
  readonly upperTier: string;
  /** Approximate middle in degrees, and size, to draw a circle round what is published. */
  readonly lat: number;
  readonly lng: number;
  readonly areaKm2: number;
  /** First civil day of the code. */
  readonly validFrom: string;
  /** First civil day on which the code no longer holds, and the code that follows. */
  readonly validTo?: string;
  readonly replacedBy?: string;
}

type Row = readonly [code: string, name: string, lat: number, lng: number, areaKm2: number, validFrom?: string];

// GSS codes came into use in 2009; an area is never deleted here, it ends and names what follows.
const CODES_BEGAN = '2009-01-01';

function area([code, name, lat, lng, areaKm2, validFrom = CODES_BEGAN]: Row, upperTier: string): Area {
  return { code, name, upperTier, lat, lng, areaKm2, validFrom };
}

function districtsIn(upperTier: string, rows: readonly Row[]): readonly Area[] {
  return rows.map((row) => area(row, upperTier));
}

function ownUpperTier(rows: readonly Row[]): readonly Area[] {
  return rows.map((row) => area(row, row[0]));
}

/**
 * Worcestershire and every neighbour with which it exchanges referrals. Worcestershire's councils are due to be
 * reorganised on 1 April 2028: then these rows get a `validTo` and a `replacedBy`, and history keeps its codes.
 *
 * Contains data from the Office for National Statistics, Open Government Licence v3.0; middles and sizes of English
 * areas by mySociety, CC BY 4.0; sizes of Welsh areas are approximate.
 */
// biome-ignore format: one area a row
export const AREAS: readonly Area[] = [
  ...districtsIn('E10000034', [
    ['E07000234', 'Bromsgrove', 52.3618, -2.016, 217],
    ['E07000235', 'Malvern Hills', 52.1828, -2.3447, 577],
    ['E07000236', 'Redditch', 52.2823, -1.9519, 54],
    ['E07000237', 'Worcester', 52.1967, -2.2113, 33],
    ['E07000238', 'Wychavon', 52.1642, -2.0508, 664],
    ['E07000239', 'Wyre Forest', 52.3796, -2.2747, 195],
  ]),
  ...districtsIn('E10000013', [
    ['E07000078', 'Cheltenham', 51.897, -2.074, 47],
    ['E07000079', 'Cotswold', 51.8165, -1.893, 1165],
    ['E07000080', 'Forest of Dean', 51.8284, -2.49, 526],
    ['E07000081', 'Gloucester', 51.8494, -2.2403, 41],
    ['E07000082', 'Stroud', 51.7293, -2.3001, 461],
    ['E07000083', 'Tewkesbury', 51.9456, -2.0874, 414],
  ]),
  ...districtsIn('E10000031', [
    ['E07000218', 'North Warwickshire', 52.5475, -1.6281, 284],
    ['E07000219', 'Nuneaton and Bedworth', 52.5011, -1.4759, 79],
    ['E07000220', 'Rugby', 52.3844, -1.3283, 351],
    ['E07000221', 'Stratford-on-Avon', 52.1788, -1.6228, 978],
    ['E07000222', 'Warwick', 52.31, -1.5847, 283],
  ]),
  ...districtsIn('E10000028', [
    ['E07000192', 'Cannock Chase', 52.7124, -1.9802, 79],
    ['E07000193', 'East Staffordshire', 52.8633, -1.8121, 387],
    ['E07000194', 'Lichfield', 52.6882, -1.8049, 331],
    ['E07000195', 'Newcastle-under-Lyme', 52.9931, -2.3189, 211],
    ['E07000196', 'South Staffordshire', 52.6254, -2.1768, 407],
    ['E07000197', 'Stafford', 52.8482, -2.1765, 598],
    ['E07000198', 'Staffordshire Moorlands', 53.0793, -1.9813, 576],
    ['E07000199', 'Tamworth', 52.6264, -1.6778, 31],
  ]),
  ...districtsIn('E10000025', [
    ['E07000177', 'Cherwell', 51.9588, -1.2756, 589],
    ['E07000178', 'Oxford', 51.7546, -1.241, 46],
    ['E07000179', 'South Oxfordshire', 51.6337, -1.0714, 679],
    ['E07000180', 'Vale of White Horse', 51.6342, -1.4417, 578],
    ['E07000181', 'West Oxfordshire', 51.8376, -1.5069, 714],
  ]),
  ...ownUpperTier([
    ['E06000019', 'Herefordshire', 52.1035, -2.745, 2180],
    ['E06000020', 'Telford and Wrekin', 52.7302, -2.4888, 290],
    ['E06000021', 'Stoke-on-Trent', 53.018, -2.1645, 93],
    ['E06000025', 'South Gloucestershire', 51.5469, -2.4705, 497],
    ['E06000051', 'Shropshire', 52.6349, -2.7341, 3197, '2009-04-01'],
    ['E08000025', 'Birmingham', 52.4885, -1.8748, 268],
    ['E08000026', 'Coventry', 52.4169, -1.5198, 99],
    ['E08000027', 'Dudley', 52.4829, -2.1087, 98],
    ['E08000028', 'Sandwell', 52.5154, -2.009, 86],
    ['E08000029', 'Solihull', 52.4131, -1.7271, 178],
    ['E08000030', 'Walsall', 52.5993, -1.9663, 104],
    ['E08000031', 'Wolverhampton', 52.5892, -2.121, 69],
    ['W06000021', 'Monmouthshire', 51.7578, -2.8673, 849],
    ['W06000023', 'Powys', 52.3237, -3.4099, 5181],
  ]),
];

/** Upper tiers: the counties, and every area that is its own. */
export const UPPER_TIERS: readonly { readonly code: string; readonly name: string }[] = [
  { code: 'E10000034', name: 'Worcestershire' },
  { code: 'E10000013', name: 'Gloucestershire' },
  { code: 'E10000031', name: 'Warwickshire' },
  { code: 'E10000028', name: 'Staffordshire' },
  { code: 'E10000025', name: 'Oxfordshire' },
  ...AREAS.filter((area) => area.upperTier === area.code).map(({ code, name }) => ({ code, name })),
];

// Each border once, from the code that sorts first.
const BORDERS_FROM: Readonly<Record<string, string>> = {
  E06000019: 'E06000051 E07000080 E07000235 W06000021 W06000023',
  E06000020: 'E06000051 E07000196 E07000197',
  E06000021: 'E07000195 E07000197 E07000198',
  E06000025: 'E07000079 E07000082',
  E06000051: 'E07000195 E07000196 E07000197 E07000235 E07000239 W06000023',
  E07000078: 'E07000079 E07000083',
  E07000079: 'E07000082 E07000083 E07000180 E07000181 E07000221 E07000238',
  E07000080: 'E07000082 E07000083 E07000235 W06000021',
  E07000081: 'E07000082 E07000083',
  E07000082: 'E07000083',
  E07000083: 'E07000235 E07000238',
  E07000177: 'E07000178 E07000179 E07000180 E07000181 E07000221',
  E07000178: 'E07000179 E07000180',
  E07000179: 'E07000180',
  E07000180: 'E07000181',
  E07000181: 'E07000221',
  E07000192: 'E07000194 E07000196 E07000197 E08000030',
  E07000193: 'E07000194 E07000197 E07000198',
  E07000194: 'E07000197 E07000199 E07000218 E08000025 E08000030',
  E07000195: 'E07000197 E07000198',
  E07000196: 'E07000197 E07000234 E07000239 E08000027 E08000030 E08000031',
  E07000197: 'E07000198',
  E07000199: 'E07000218',
  E07000218: 'E07000219 E08000025 E08000026 E08000029',
  E07000219: 'E07000220 E08000026',
  E07000220: 'E07000221 E07000222 E08000026',
  E07000221: 'E07000222 E07000234 E07000236 E07000238 E08000029',
  E07000222: 'E08000026 E08000029',
  E07000234: 'E07000236 E07000238 E07000239 E08000025 E08000027 E08000029',
  E07000235: 'E07000237 E07000238 E07000239',
  E07000236: 'E07000238',
  E07000237: 'E07000238',
  E07000238: 'E07000239',
  E08000025: 'E08000027 E08000028 E08000029 E08000030',
  E08000026: 'E08000029',
  E08000027: 'E08000028 E08000031',
  E08000028: 'E08000030 E08000031',
  E08000030: 'E08000031',
  W06000021: 'W06000023',
};

/** Pairs of areas of this table that share a land border. Computed from ONS boundaries of 2016 (OGL v3.0); Welsh borders by hand. */
export const BORDERS: readonly (readonly [string, string])[] = Object.entries(BORDERS_FROM).flatMap(([one, others]) =>
  others.split(' ').map((other) => [one, other] as const),
);
