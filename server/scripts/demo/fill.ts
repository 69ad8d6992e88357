import type { ServiceId, SiteId, UnitId, UserId } from '@openhaven/domain/ids';
import type { KeptUnit, Store } from '../../src/context.ts';
import { demoId } from './demo-id.ts';
import { addAnswers, addGaps } from './gaps.ts';
import { DEMO_ORGANISATIONS, organisationId } from './organisations.ts';
import { DEMO_PEOPLE } from './people.ts';
import { aboutToLeave, moveIn } from './residents.ts';
import { addRotas } from './rotas.ts';
import { DEMO_SERVICES, type DemoService } from './services.ts';

const HOUR_MS = 3_600_000;

/** What is going on with a unit of the demonstration. The first of every service is free and lately confirmed. */
type Life = 'FREE' | 'LIVED_IN' | 'LEAVING' | 'TURNAROUND' | 'OUT';
const LIVES: readonly Life[] = [
  'FREE',
  'LIVED_IN',
  'FREE',
  'TURNAROUND',
  'LIVED_IN',
  'FREE',
  'LEAVING',
  'OUT',
  'LIVED_IN',
];
const CONFIRMED_HOURS_AGO = [3, 14, 1, 26] as const;

function lifeOf(service: number, unit: number): Life {
  return unit === 0 ? 'FREE' : (LIVES[(service * 4 + unit) % LIVES.length] ?? 'FREE');
}

function confirmedAt(service: number, unit: number, now: Date): Date {
  const hours = unit === 0 ? 1 : (CONFIRMED_HOURS_AGO[(service + unit) % CONFIRMED_HOURS_AGO.length] ?? 1);
  return new Date(now.getTime() - hours * HOUR_MS);
}

/** Adds organisations, people, services, sites and units; some rooms are lived in, some old, one or two out of use. */
export async function fill(tx: Store, { now, passwordHash }: { now: Date; passwordHash: string }): Promise<void> {
  for (const [index, { key, ...organisation }] of DEMO_ORGANISATIONS.entries()) {
    // Numbers that Ofcom keeps free for plays and films; of the last nobody has checked one.
    const callBack = { number: `01632 960${String(200 + index)}`, source: 'DIRECTORY', checkedAt: now };
    const isChecked = index < DEMO_ORGANISATIONS.length - 1;
    await tx.organisations.add({ id: organisationId(key), ...organisation, ...(isChecked && { callBack }) });
  }
  for (const { email, organisation, services, ...person } of DEMO_PEOPLE) {
    const serviceIds = services.map((key) => demoId<ServiceId>('service', key));
    const id = demoId<UserId>('user', email);
    await tx.users.add(
      { id, email, ...person, organisationId: organisationId(organisation), serviceIds, reviewedAt: now },
      passwordHash,
    );
  }
  for (const [index, service] of DEMO_SERVICES.entries()) await addService(tx, service, index, now);
  await addRotas(tx, now);
  await addGaps(tx, now);
  await addAnswers(tx, demoId<ServiceId>('service', 'avon-house'), now);
}

async function addService(tx: Store, service: DemoService, index: number, now: Date): Promise<void> {
  const { key, organisation, area, units: rooms, ...rest } = service;
  const serviceId = demoId<ServiceId>('service', key);
  const siteId = demoId<SiteId>('site', key);
  await tx.services.put({
    id: serviceId,
    organisationId: organisationId(organisation),
    publishedArea: area,
    rev: 1,
    ...rest,
  });
  await tx.sites.put(
    { id: siteId, serviceId, publishedArea: area, securityCompromised: false },
    {
      lines: [`${index + 1} Demonstration Street`, 'Nowhere'],
      postcode: 'ZZ1 1ZZ',
      // Numbers that Ofcom keeps free for plays and films.
      phone: `01632 960${String(100 + index)}`,
      directions: 'Ring twice and say the word that you have agreed.',
    },
  );
  const idOf = (label: string): UnitId => demoId('unit', `${key} ${label}`);
  for (const [position, { label, features, adjoins }] of rooms.entries()) {
    const unit: KeptUnit = {
      id: idOf(label),
      serviceId,
      siteId,
      organisationId: organisationId(organisation),
      publishedArea: area,
      label,
      features,
      ...(adjoins && { adjoins: idOf(adjoins) }),
      state: { status: 'AVAILABLE' },
      rev: 1,
      lastConfirmedAt: confirmedAt(index, position, now),
    };
    await tx.units.add(await bring(tx, unit, { life: lifeOf(index, position), admits: rest.policy.admits, now }));
  }
  await tx.outbox.add({ name: 'vacancy.chase', data: { serviceId }, dueAt: new Date(now.getTime() + HOUR_MS) });
}

async function bring(
  tx: Store,
  unit: KeptUnit,
  { life, admits, now }: { life: Life; admits: string; now: Date },
): Promise<KeptUnit> {
  if (life === 'TURNAROUND') return { ...unit, state: { status: 'TURNAROUND' } };
  if (life === 'OUT') return { ...unit, state: { status: 'OUT_OF_SERVICE', reason: 'DAMAGE_REPAIR' } };
  if (life === 'FREE') return unit;
  const daysAgo = 20 + (unit.label.length % 5) * 17;
  const livedIn = await moveIn(tx, unit, { admits, daysAgo, now });
  return life === 'LEAVING' ? aboutToLeave(livedIn, now) : livedIn;
}
