import type { AreaCode } from '@openhaven/domain/area';
import type { OrganisationId, ServiceId, SiteId } from '@openhaven/domain/ids';
import type { AdmissionPolicy } from '@openhaven/domain/service';
import { honeyWords } from '../crypto/honey.ts';
import type { Keys } from '../crypto/keys.ts';
import type { Store } from './store.ts';

const ID = '00000000-0000-4000-8000-00000000face';
const AREA = 'E07000237' as AreaCode;

/** It admits nobody, has no unit, and is put aside: no rule and no list ever comes to it. */
const NOBODY: AdmissionPolicy = {
  admits: 'WOMEN',
  minimumAge: 16,
  takesLocalPeople: 'NO',
  takesPets: 'NO',
  supportLevel: 'LOW',
  needs: {},
  admitsOutOfHours: false,
  referrerMayHold: false,
  version: 1,
};

/**
 * Puts the honey refuge among the others, or brings it up to date. Whoever reads more than they should comes upon it
 * sooner or later; the tripwire knows its words.
 */
export async function plantHoney(store: Store, keys: Keys): Promise<void> {
  const { name, line, postcode, phone } = honeyWords(keys.index.current);
  const serviceId = ID as ServiceId;
  const service = { organisationId: ID as OrganisationId, name, accommodationType: 'REFUGE', policy: NOBODY } as const;
  await store.inTransaction(async (tx) => {
    await tx.services.putAside({ id: serviceId, publishedArea: AREA, rev: 1, ...service });
    const site = { id: ID as SiteId, serviceId, publishedArea: AREA, securityCompromised: true };
    await tx.sites.put(site, { lines: [line], postcode, phone });
  });
}

/** The words that must not be in anything that leaves. */
export function honeyOf(keys: Keys): readonly string[] {
  const { name, line, postcode, phone } = honeyWords(keys.index.current);
  return [name, line, postcode, phone];
}
