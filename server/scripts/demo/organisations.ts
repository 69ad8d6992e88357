import type { OrganisationId } from '@openhaven/domain/ids';
import { demoId } from './demo-id.ts';

/** An organisation of the demonstration: a real area, and a name that says it is made up. */
export interface DemoOrganisation {
  readonly key: string;
  readonly name: string;
  readonly areaCode: string;
  readonly referencePrefix: string;
  readonly domains: readonly string[];
}

const row = (key: string, name: string, areaCode: string, referencePrefix: string): DemoOrganisation => ({
  key,
  name,
  areaCode,
  referencePrefix,
  // Everybody of the demonstration has an address at the one domain that is nobody's.
  domains: ['example.org'],
});

/** Councils as housing authorities, the county, and an agency from outside. */
const COUNCILS = [
  row('bromsgrove', 'Bromsgrove housing team (demonstration)', 'E07000234', 'BRO'),
  row('malvern', 'Malvern Hills housing team (demonstration)', 'E07000235', 'MAL'),
  row('redditch', 'Redditch housing team (demonstration)', 'E07000236', 'RED'),
  row('worcester', 'Worcester housing team (demonstration)', 'E07000237', 'WOR'),
  row('wychavon', 'Wychavon housing team (demonstration)', 'E07000238', 'WYC'),
  row('wyre-forest', 'Wyre Forest housing team (demonstration)', 'E07000239', 'WYR'),
  row('county', 'Worcestershire county team (demonstration)', 'E10000034', 'WCC'),
  row('dudley', 'Dudley housing team (demonstration)', 'E08000027', 'DUD'),
];

/** Providers. None of these names is a real provider's. */
const PROVIDERS = [
  row('rowan', 'Rowan and Vale (fictional)', 'E07000237', 'RAV'),
  row('severn', 'Severn Haven (fictional)', 'E07000239', 'SEV'),
  row('teme', 'Teme Refuge Trust (fictional)', 'E07000235', 'TEM'),
  row('larkrise', 'Larkrise Homes (fictional)', 'E07000236', 'LAR'),
  row('orchard', 'Orchard Safe Living (fictional)', 'E07000238', 'ORC'),
  row('mosaic', 'Mosaic by and for (fictional)', 'E10000034', 'MOS'),
  row('anchor', 'Anchor Point (fictional)', 'E07000237', 'ANC'),
  row('wye', 'Wye Shelter (fictional)', 'E06000019', 'WYE'),
  row('wren', 'Wren House Trust (fictional)', 'E08000027', 'WRE'),
  row('avon', 'Avon Shelter (fictional)', 'E07000221', 'AVO'),
  row('lamplight', 'Lamplight (fictional)', 'E07000083', 'LAM'),
];

export const DEMO_ORGANISATIONS: readonly DemoOrganisation[] = [...COUNCILS, ...PROVIDERS];

/** The id of an organisation of the demonstration. */
export function organisationId(key: string): OrganisationId {
  return demoId<OrganisationId>('organisation', key);
}
