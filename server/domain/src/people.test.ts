import { describe, expect, it } from '@jest/globals';
import { inviteAddress, postFor, reviewDueAt, reviewedLongAgo, rolesToGive, staffName } from './people.ts';
import type { ServiceId } from './ids.ts';

const service = '00000000-0000-4000-8000-000000000001' as ServiceId;

describe('the roles that an administrator may give', () => {
  it('are those the organisation has, with both roles of a refuge together, and administrator', () => {
    expect(rolesToGive(['REFERRER', 'ORG_ADMIN'])).toEqual(['REFERRER', 'ORG_ADMIN']);
    expect(rolesToGive(['REFUGE_MANAGER'])).toEqual(['REFUGE_WORKER', 'REFUGE_MANAGER', 'ORG_ADMIN']);
    expect(rolesToGive([])).toEqual(['ORG_ADMIN']);
  });

  it('never let a council see the whole county, nor anybody be the clock', () => {
    expect(postFor({ role: 'COORDINATOR', serviceIds: [] }, ['REFERRER'])).toEqual({
      allowed: false,
      reason: 'ROLE_NOT_YOURS',
      field: 'role',
    });
    expect(rolesToGive(['CLOCK'])).toEqual(['ORG_ADMIN']);
  });

  it('carry services where they answer for some, and none elsewhere', () => {
    const held = ['REFUGE_MANAGER', 'ORG_ADMIN'] as const;
    expect(postFor({ role: 'REFUGE_WORKER', serviceIds: [] }, held)).toMatchObject({ reason: 'SERVICES_NEEDED' });
    expect(postFor({ role: 'REFUGE_WORKER', serviceIds: [service] }, held)).toMatchObject({
      value: { serviceIds: [service] },
    });
    expect(postFor({ role: 'ORG_ADMIN', serviceIds: [service] }, held)).toMatchObject({ value: { serviceIds: [] } });
  });
});

describe('an address at which somebody can be invited', () => {
  it('is at a domain of the organisation, however it is written', () => {
    expect(inviteAddress(' Sam.Lee@Council.Example ', ['council.example'])).toEqual({
      allowed: true,
      value: 'sam.lee@council.example',
    });
  });

  it.each(['sam@elsewhere.example', 'sam@sub.council.example', 'sam@council.example.evil.example'])(
    'is not %s',
    (address) => {
      expect(inviteAddress(address, ['council.example'])).toMatchObject({ reason: 'ADDRESS_NOT_YOURS' });
    },
  );

  it.each([
    '',
    'sam',
    'a@council.example, b@council.example',
    'a@council.example;b@council.example',
    'grp: a@council.example;',
    'a@council.example\r\nBcc: b@council.example',
    'Sam <a@council.example>',
    'a@cоuncil.example',
    'a@council',
  ])('is not one address: %p', (address) => {
    expect(inviteAddress(address, ['council.example'])).toMatchObject({ reason: 'ADDRESS_UNREADABLE', field: 'email' });
  });
});

describe('a name of staff', () => {
  it.each(['O’Connor-Ńguyễn', 'Priya'])('is kept as it is: %s', (name) => {
    expect(staffName(` ${name} `)).toEqual({ allowed: true, value: name });
  });

  it.each([
    ['   ', 'FIELD_REQUIRED'],
    ['x'.repeat(81), 'FIELD_TOO_LONG'],
    ['Sam\u202eeel', 'FIELD_NOT_ALLOWED'],
  ])('is refused: %p', (name, reason) => {
    expect(staffName(name)).toMatchObject({ reason, field: 'name' });
  });
});

describe('the review of access', () => {
  it('is due a quarter after the last one, and at once for somebody of whom nobody was asked', () => {
    expect(reviewDueAt(new Date('2026-01-01T12:00:00Z'))).toEqual(new Date('2026-04-02T12:00:00Z'));
    expect(reviewDueAt(undefined)).toEqual(new Date(0));
    const now = new Date('2026-11-20T12:00:00Z');
    expect(reviewDueAt(reviewedLongAgo(now))).toEqual(now);
  });
});
