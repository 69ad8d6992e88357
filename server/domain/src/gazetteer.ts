/** A town that an unsafe circle can be drawn round, with the district it lies in. Middle of the town, in degrees. */
export interface KnownPlace {
  readonly name: string;
  readonly areaCode: string;
  readonly lat: number;
  readonly lng: number;
}

type Row = readonly [name: string, lat: number, lng: number];

function townsIn(areaCode: string, rows: readonly Row[]): readonly KnownPlace[] {
  return rows.map(([name, lat, lng]) => ({ name, areaCode, lat, lng }));
}

/** Towns of Worcestershire and round about, so that a place can be chosen by name. Middles to about a kilometre. */
// biome-ignore format: one district a block
export const PLACES: readonly KnownPlace[] = [
  ...townsIn('E07000234', [
    ['Bromsgrove', 52.336, -2.06], ['Rubery', 52.396, -2.016], ['Hagley', 52.425, -2.146],
    ['Alvechurch', 52.353, -1.961], ['Barnt Green', 52.361, -1.991], ['Wythall', 52.376, -1.882],
  ]),
  ...townsIn('E07000235', [
    ['Great Malvern', 52.111, -2.326], ['Malvern Link', 52.124, -2.319], ['Upton-upon-Severn', 52.064, -2.219],
    ['Tenbury Wells', 52.311, -2.595],
  ]),
  ...townsIn('E07000236', [['Redditch', 52.306, -1.943], ['Astwood Bank', 52.261, -1.938]]),
  ...townsIn('E07000237', [['Worcester', 52.193, -2.221]]),
  ...townsIn('E07000238', [
    ['Evesham', 52.092, -1.947], ['Droitwich Spa', 52.268, -2.153], ['Pershore', 52.11, -2.076],
    ['Broadway', 52.036, -1.857], ['Inkberrow', 52.212, -1.983],
  ]),
  ...townsIn('E07000239', [
    ['Kidderminster', 52.388, -2.249], ['Stourport-on-Severn', 52.34, -2.281], ['Bewdley', 52.376, -2.314],
  ]),
  ...townsIn('E06000019', [
    ['Hereford', 52.056, -2.715], ['Leominster', 52.228, -2.739], ['Ledbury', 52.034, -2.423],
    ['Bromyard', 52.189, -2.508], ['Ross-on-Wye', 51.914, -2.582],
  ]),
  ...townsIn('E06000051', [
    ['Shrewsbury', 52.708, -2.754], ['Ludlow', 52.368, -2.718], ['Bridgnorth', 52.535, -2.42],
    ['Cleobury Mortimer', 52.379, -2.481], ['Oswestry', 52.86, -3.054],
  ]),
  ...townsIn('E06000020', [['Telford', 52.678, -2.448], ['Wellington', 52.701, -2.518]]),
  ...townsIn('E06000021', [['Stoke-on-Trent', 53.003, -2.179]]),
  ...townsIn('E06000025', [['Yate', 51.541, -2.412]]),
  ...townsIn('E07000078', [['Cheltenham', 51.9, -2.075]]),
  ...townsIn('E07000079', [['Cirencester', 51.718, -1.968], ['Moreton-in-Marsh', 51.99, -1.703]]),
  ...townsIn('E07000080', [['Coleford', 51.791, -2.617], ['Newent', 51.93, -2.405]]),
  ...townsIn('E07000081', [['Gloucester', 51.865, -2.245]]),
  ...townsIn('E07000082', [['Stroud', 51.745, -2.216]]),
  ...townsIn('E07000083', [['Tewkesbury', 51.992, -2.158]]),
  ...townsIn('E07000218', [['Atherstone', 52.576, -1.546]]),
  ...townsIn('E07000219', [['Nuneaton', 52.523, -1.468]]),
  ...townsIn('E07000220', [['Rugby', 52.371, -1.265]]),
  ...townsIn('E07000221', [
    ['Stratford-upon-Avon', 52.192, -1.708], ['Alcester', 52.215, -1.869], ['Studley', 52.27, -1.893],
  ]),
  ...townsIn('E07000222', [['Warwick', 52.282, -1.585], ['Royal Leamington Spa', 52.292, -1.536]]),
  ...townsIn('E07000192', [['Cannock', 52.69, -2.03]]),
  ...townsIn('E07000193', [['Burton upon Trent', 52.807, -1.643]]),
  ...townsIn('E07000194', [['Lichfield', 52.682, -1.827]]),
  ...townsIn('E07000195', [['Newcastle-under-Lyme', 53.011, -2.227]]),
  ...townsIn('E07000196', [['Wombourne', 52.535, -2.186], ['Kinver', 52.449, -2.228]]),
  ...townsIn('E07000197', [['Stafford', 52.807, -2.117]]),
  ...townsIn('E07000198', [['Leek', 53.106, -2.024]]),
  ...townsIn('E07000199', [['Tamworth', 52.634, -1.695]]),
  ...townsIn('E08000025', [['Birmingham', 52.48, -1.9], ['Longbridge', 52.395, -1.979], ['Sutton Coldfield', 52.563, -1.822]]),
  ...townsIn('E08000026', [['Coventry', 52.408, -1.51]]),
  ...townsIn('E08000027', [['Dudley', 52.509, -2.089], ['Stourbridge', 52.457, -2.148], ['Halesowen', 52.449, -2.05]]),
  ...townsIn('E08000028', [['West Bromwich', 52.519, -1.995], ['Oldbury', 52.505, -2.016], ['Smethwick', 52.493, -1.967]]),
  ...townsIn('E08000029', [['Solihull', 52.413, -1.778]]),
  ...townsIn('E08000030', [['Walsall', 52.585, -1.982]]),
  ...townsIn('E08000031', [['Wolverhampton', 52.587, -2.129]]),
  ...townsIn('E07000177', [['Banbury', 52.061, -1.34], ['Bicester', 51.9, -1.153]]),
  ...townsIn('E07000178', [['Oxford', 51.752, -1.258]]),
  ...townsIn('E07000179', [['Didcot', 51.607, -1.241]]),
  ...townsIn('E07000180', [['Abingdon', 51.671, -1.283]]),
  ...townsIn('E07000181', [['Witney', 51.785, -1.485], ['Chipping Norton', 51.942, -1.545]]),
  ...townsIn('W06000021', [['Monmouth', 51.812, -2.716], ['Abergavenny', 51.824, -3.017]]),
  ...townsIn('W06000023', [['Newtown', 52.515, -3.315], ['Brecon', 51.948, -3.391]]),
];
