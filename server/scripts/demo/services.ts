import type { AreaCode } from '@openhaven/domain/area';
import type { AccommodationType } from '@openhaven/domain/codes';
import type { AdmissionPolicy } from '@openhaven/domain/service';
import type { UnitFeatures } from '@openhaven/domain/unit';

/** A service of the demonstration, with the units it has. */
export interface DemoService {
  readonly key: string;
  readonly organisation: string;
  readonly name: string;
  readonly accommodationType: AccommodationType;
  readonly area: AreaCode;
  readonly policy: AdmissionPolicy;
  readonly units: readonly DemoUnit[];
}

export interface DemoUnit {
  readonly label: string;
  readonly features: UnitFeatures;
  /** The label of the unit next to it that a large family may have with it. */
  readonly adjoins?: string;
}

const area = (code: string): AreaCode => code as AreaCode;

const REFUGE_POLICY: AdmissionPolicy = {
  admits: 'WOMEN',
  minimumAge: 16,
  boysMaximumAge: 14,
  takesLocalPeople: 'ASK',
  takesPets: 'NO',
  supportLevel: 'HIGH',
  needs: { MENTAL_HEALTH: 'ACCEPT', ALCOHOL: 'ASSESS', DRUGS: 'ASSESS', LANGUAGE: 'ACCEPT', PREGNANCY: 'ACCEPT' },
  admitsOutOfHours: true,
  referrerMayHold: true,
  version: 1,
};

const { boysMaximumAge: _limit, ...WITHOUT_BOYS_LIMIT } = REFUGE_POLICY;

const DISPERSED_POLICY: AdmissionPolicy = {
  ...WITHOUT_BOYS_LIMIT,
  admits: 'ANYONE',
  takesLocalPeople: 'YES',
  takesPets: 'ASK',
  supportLevel: 'MEDIUM',
  admitsOutOfHours: false,
};

const ROOM: UnitFeatures = {
  kind: 'ROOM_IN_SHARED_HOUSE',
  adultBeds: 1,
  childBeds: 2,
  cots: 1,
  foldOutBeds: 1,
  sharesHalls: true,
  stepFree: false,
  wheelchair: false,
  adaptedBathroom: false,
  carerRoom: false,
  petsWelcome: false,
};
const FLAT: UnitFeatures = {
  ...ROOM,
  kind: 'SELF_CONTAINED_FLAT',
  sharesHalls: false,
  childBeds: 2,
  petsWelcome: true,
};
const HOUSE: UnitFeatures = { ...FLAT, kind: 'SELF_CONTAINED_HOUSE', childBeds: 4, cots: 2 };
const WHEELCHAIR = { stepFree: true, wheelchair: true, adaptedBathroom: true } as const;

const rooms = (count: number, change: Partial<UnitFeatures> = {}): DemoUnit[] =>
  Array.from({ length: count }, (_, index) => ({ label: `Room ${index + 1}`, features: { ...ROOM, ...change } }));
const flats = (count: number, change: Partial<UnitFeatures> = {}): DemoUnit[] =>
  Array.from({ length: count }, (_, index) => ({ label: `Flat ${index + 1}`, features: { ...FLAT, ...change } }));
const houses = (count: number, change: Partial<UnitFeatures> = {}): DemoUnit[] =>
  Array.from({ length: count }, (_, index) => ({ label: `House ${index + 1}`, features: { ...HOUSE, ...change } }));

const IN_COUNTY: readonly DemoService[] = [
  {
    key: 'rowan-house',
    organisation: 'rowan',
    name: 'Rowan House',
    accommodationType: 'REFUGE',
    area: area('E07000237'),
    policy: { ...REFUGE_POLICY, boysMaximumAge: 12 },
    units: [...rooms(5), { label: 'Room 6', features: { ...ROOM, adultBeds: 2, childBeds: 1 }, adjoins: 'Room 5' }],
  },
  {
    key: 'severn-house',
    organisation: 'severn',
    name: 'Severn House',
    accommodationType: 'REFUGE',
    area: area('E07000239'),
    policy: REFUGE_POLICY,
    units: rooms(5),
  },
  {
    key: 'severn-second-stage',
    organisation: 'severn',
    name: 'Severn Next Step',
    accommodationType: 'SECOND_STAGE',
    area: area('E07000239'),
    policy: { ...DISPERSED_POLICY, admits: 'WOMEN', supportLevel: 'LOW', referrerMayHold: false },
    units: flats(3),
  },
  {
    key: 'teme-house',
    organisation: 'teme',
    name: 'Teme House',
    accommodationType: 'REFUGE',
    area: area('E07000235'),
    policy: { ...REFUGE_POLICY, takesLocalPeople: 'NO', admitsOutOfHours: false },
    units: rooms(4),
  },
  {
    key: 'larkrise-house',
    organisation: 'larkrise',
    name: 'Larkrise House',
    accommodationType: 'REFUGE',
    area: area('E07000236'),
    policy: { ...REFUGE_POLICY, boysMaximumAge: 16 },
    units: rooms(5, { childBeds: 3 }).map((room) => (room.label === 'Room 4' ? { ...room, adjoins: 'Room 5' } : room)),
  },
  {
    key: 'larkrise-meadow',
    organisation: 'larkrise',
    name: 'Larkrise Meadow',
    accommodationType: 'DISPERSED_REFUGE_LEVEL',
    area: area('E07000236'),
    policy: { ...DISPERSED_POLICY, supportLevel: 'HIGH' },
    units: houses(2, { adultBeds: 2, childBeds: 6 }),
  },
  {
    key: 'orchard-homes',
    organisation: 'orchard',
    name: 'Orchard Homes',
    accommodationType: 'DISPERSED_REFUGE_LEVEL',
    area: area('E07000238'),
    policy: { ...DISPERSED_POLICY, supportLevel: 'HIGH', admitsOutOfHours: true },
    units: [...flats(3), ...houses(1)],
  },
  {
    key: 'orchard-court',
    organisation: 'orchard',
    name: 'Orchard Court',
    accommodationType: 'REFUGE',
    area: area('E07000238'),
    policy: REFUGE_POLICY,
    units: [...rooms(2, { ...WHEELCHAIR, carerRoom: true, adultBeds: 2 }), { label: 'Room 3', features: ROOM }],
  },
  {
    key: 'orchard-lanes',
    organisation: 'orchard',
    name: 'Orchard Lanes',
    accommodationType: 'DISPERSED_SEMI_INDEPENDENT',
    area: area('E07000234'),
    policy: DISPERSED_POLICY,
    units: flats(4),
  },
  {
    key: 'mosaic-house',
    organisation: 'mosaic',
    name: 'Mosaic House',
    accommodationType: 'SPECIALIST_SAFE',
    area: area('E10000034'),
    policy: { ...REFUGE_POLICY, boysMaximumAge: 12, referrerMayHold: false },
    units: rooms(4),
  },
  {
    key: 'anchor-flats',
    organisation: 'anchor',
    name: 'Anchor Flats',
    accommodationType: 'SPECIALIST_SAFE',
    area: area('E07000237'),
    policy: { ...DISPERSED_POLICY, admits: 'MEN', supportLevel: 'MEDIUM', admitsOutOfHours: true },
    units: flats(2),
  },
];

const NEIGHBOURS: readonly DemoService[] = [
  {
    key: 'wye-house',
    organisation: 'wye',
    name: 'Wye House',
    accommodationType: 'REFUGE',
    area: area('E06000019'),
    policy: REFUGE_POLICY,
    units: rooms(5),
  },
  {
    key: 'wren-house',
    organisation: 'wren',
    name: 'Wren House',
    accommodationType: 'REFUGE',
    area: area('E08000027'),
    policy: WITHOUT_BOYS_LIMIT,
    units: rooms(5, { childBeds: 3 }).map((room) => (room.label === 'Room 4' ? { ...room, adjoins: 'Room 5' } : room)),
  },
  {
    key: 'avon-house',
    organisation: 'avon',
    name: 'Avon House',
    accommodationType: 'REFUGE',
    area: area('E07000221'),
    policy: { ...REFUGE_POLICY, boysMaximumAge: 12, takesPets: 'YES' },
    units: rooms(4, { petsWelcome: true }),
  },
  {
    key: 'lamplight-house',
    organisation: 'lamplight',
    name: 'Lamplight House',
    accommodationType: 'REFUGE',
    area: area('E07000083'),
    policy: REFUGE_POLICY,
    units: rooms(4),
  },
];

/** Refuges, dispersed homes and others, in the six districts and over the border. */
export const DEMO_SERVICES: readonly DemoService[] = [...IN_COUNTY, ...NEIGHBOURS];
