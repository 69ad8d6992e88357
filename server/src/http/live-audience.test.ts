import type { OrganisationId } from '@openhaven/domain/ids';
import { describe, expect, it } from '@jest/globals';
import { ROLES } from '@openhaven/domain/access';
import { nodeOf } from '../graphql/global-id.ts';
import { anyChangeFor, changeFor, scopeOf } from './live-audience.ts';

const council = 'council' as OrganisationId;
const refuge = 'refuge' as OrganisationId;
const other = 'other' as OrganisationId;

type Row = Parameters<typeof changeFor>[1][number];

/** A row of which only the columns named matter. */
const aRow = (row: Partial<Row>): Row => ({ action: 'hold.placed', audience: [council, refuge], ...row }) as Row;

const held = aRow({ referralId: 'r1', requestId: 'q1', holdId: 'h1', unitId: 'u1', serviceId: 's1' } as Partial<Row>);

const heardBy = (role: (typeof ROLES)[number], organisationId: OrganisationId, rows = [held]) => {
  const change = changeFor(scopeOf({ role, organisationId }), rows);
  return change && { kinds: change.kinds, ids: change.ids.map((id) => nodeOf(id)?.id) };
};

describe('what an open page hears', () => {
  it('tells those who refer of their referral, and not which space it is', () => {
    expect(heardBy('REFERRER', council)).toEqual({
      kinds: ['Referral', 'PlacementRequest', 'Hold'],
      ids: ['r1', 'q1', 'h1'],
    });
  });

  it('tells the refuge of its request and space, and not of the referral', () => {
    expect(heardBy('REFUGE_WORKER', refuge)?.ids).toEqual(['q1', 'h1', 'u1']);
    expect(heardBy('REFUGE_MANAGER', refuge)?.ids).toEqual(['q1', 'h1', 'u1']);
  });

  it('tells the coordinator of everything in the county', () => {
    expect(heardBy('COORDINATOR', other)?.ids).toEqual(['r1', 'q1', 'h1', 'u1']);
  });

  it.each([
    ['REFUGE_MANAGER', 'another refuge'],
    ['OUT_OF_AREA_REFERRER', 'an agency outside the county'],
    ['ORG_ADMIN', 'an administrator'],
    ['COMMISSIONER', 'a commissioner'],
  ] as const)('tells nothing to %s of %s', (role, _whose) => {
    expect(heardBy(role, other)).toBeNull();
  });

  it.each(['ORG_ADMIN', 'COMMISSIONER', 'CLOCK'] as const)('tells nothing to %s of the very organisation', (role) => {
    expect(heardBy(role, council)).toBeNull();
  });

  it('tells other teams of the county only that some vacancy has changed', () => {
    expect(heardBy('REFERRER', other)).toEqual({ kinds: ['Unit'], ids: [] });
  });

  it('tells nothing of refusals and of what has no id', () => {
    expect(heardBy('COORDINATOR', other, [aRow({ ...held, refused: true })])).toBeNull();
    expect(heardBy('COORDINATOR', other, [aRow({ action: 'session.started' })])).toBeNull();
  });

  it('says each id once, and asks for everything when there are too many', () => {
    expect(heardBy('REFERRER', council, [held, held])?.ids).toHaveLength(3);
    const many = Array.from({ length: 101 }, (_, n) => aRow({ referralId: `r${n}` } as Partial<Row>));
    expect(heardBy('REFERRER', council, many)).toEqual({ kinds: ['Referral'], ids: [] });
  });

  it('gives every role a scope, shared only by those who are told the same', () => {
    const keys = ROLES.map((role) => scopeOf({ role, organisationId: council }).key);
    expect(new Set(keys)).toEqual(
      new Set(['council|REFER', 'council|REFER_IN', 'council|PROVIDE', 'COUNTY', 'NO_CASES']),
    );
    expect(anyChangeFor(scopeOf({ role: 'REFUGE_WORKER', organisationId: refuge })).ids).toEqual([]);
  });
});
