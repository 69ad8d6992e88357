import type { Role } from '@openhaven/domain/access';

/** Somebody who can sign in to the demonstration. Names and addresses are made up. */
export interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  /** Keys of the services the person answers for. */
  readonly services: readonly string[];
}

const person = (
  login: string,
  name: string,
  role: Role,
  organisation: string,
  services: readonly string[] = [],
): DemoPerson => ({ email: `${login}@example.org`, name, role, organisation, services });

const COUNCIL_STAFF = [
  person('officer.worcester', 'Priya Anand', 'REFERRER', 'worcester'),
  person('officer.wyreforest', 'Tom Hadley', 'REFERRER', 'wyre-forest'),
  person('officer.bromsgrove', 'Ewa Nowak', 'REFERRER', 'bromsgrove'),
  person('officer.malvern', 'Grace Ellis', 'REFERRER', 'malvern'),
  person('officer.redditch', 'Sam Okafor', 'REFERRER', 'redditch'),
  person('officer.wychavon', 'Helen Marsh', 'REFERRER', 'wychavon'),
  person('officer.dudley', 'Imran Shah', 'OUT_OF_AREA_REFERRER', 'dudley'),
  person('coordinator', 'Ruth Calder', 'COORDINATOR', 'county'),
  person('privacy', 'Anna Fry', 'PRIVACY_OFFICER', 'county'),
  person('privacy.second', 'Owen Price', 'PRIVACY_OFFICER', 'county'),
  person('commissioner', 'Neil Barton', 'COMMISSIONER', 'county'),
  person('admin.worcester', 'Dawn Perry', 'ORG_ADMIN', 'worcester'),
];

const REFUGE_STAFF = [
  person('admin.rowan', 'Bryn Morgan', 'ORG_ADMIN', 'rowan'),
  person('manager.rowan', 'Marta Lewis', 'REFUGE_MANAGER', 'rowan', ['rowan-house']),
  person('worker.rowan', 'Aisha Khan', 'REFUGE_WORKER', 'rowan', ['rowan-house']),
  person('manager.severn', 'Carol Dent', 'REFUGE_MANAGER', 'severn', ['severn-house', 'severn-second-stage']),
  person('worker.severn', 'Beth Nolan', 'REFUGE_WORKER', 'severn', ['severn-house']),
  person('manager.teme', 'Olwen Price', 'REFUGE_MANAGER', 'teme', ['teme-house']),
  person('manager.larkrise', 'Joy Adeyemi', 'REFUGE_MANAGER', 'larkrise', ['larkrise-house', 'larkrise-meadow']),
  person('worker.larkrise', 'Kate Ford', 'REFUGE_WORKER', 'larkrise', ['larkrise-house', 'larkrise-meadow']),
  person('manager.orchard', 'Linda Webb', 'REFUGE_MANAGER', 'orchard', [
    'orchard-homes',
    'orchard-court',
    'orchard-lanes',
  ]),
  person('manager.mosaic', 'Noor Hussain', 'REFUGE_MANAGER', 'mosaic', ['mosaic-house']),
  person('manager.anchor', 'Paul Reid', 'REFUGE_MANAGER', 'anchor', ['anchor-flats']),
  person('manager.wye', 'Sian Bowen', 'REFUGE_MANAGER', 'wye', ['wye-house']),
  person('manager.wren', 'Denise Clarke', 'REFUGE_MANAGER', 'wren', ['wren-house']),
  person('manager.avon', 'Fiona Hart', 'REFUGE_MANAGER', 'avon', ['avon-house']),
  person('manager.lamplight', 'Gill Moore', 'REFUGE_MANAGER', 'lamplight', ['lamplight-house']),
];

export const DEMO_PEOPLE: readonly DemoPerson[] = [...COUNCIL_STAFF, ...REFUGE_STAFF];
