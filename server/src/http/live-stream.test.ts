import { EventEmitter } from 'node:events';
import type { OrganisationId, ReferralId, UserId } from '@openhaven/domain/ids';
import { describe, expect, it } from '@jest/globals';
import { type changeFor, scopeOf } from './live-audience.ts';
import { type Member, Members } from './live-stream.ts';

type Rows = Parameters<typeof changeFor>[1];
const NOBODY = new Map();
const council = 'council' as OrganisationId;
const refuge = 'refuge' as OrganisationId;

/** The end of a connection: takes what is written, until it is told to be full. */
class Wire extends EventEmitter {
  readonly written: Buffer[] = [];
  isFull = false;

  write(bytes: Buffer): boolean {
    this.written.push(bytes);
    return !this.isFull;
  }

  get text(): string {
    return Buffer.concat(this.written).toString();
  }
}

function aMember(
  organisationId: OrganisationId,
  role: 'REFERRER' | 'REFUGE_MANAGER' = 'REFERRER',
  userId = 'somebody' as UserId,
): Member & { wire: Wire } {
  const wire = new Wire();
  const response = wire as unknown as Member['response'];
  return { wire, response, scope: scopeOf({ role, organisationId }), userId, sessionHash: 's', lagging: false };
}

const row = (id: string): Rows => [
  { action: 'referral.saved', referralId: id, audience: [council] } as unknown as Rows[number],
];

function open(...members: Member[]): Members {
  const all = new Members();
  for (const member of members) all.add(member);
  return all;
}

describe('open pages', () => {
  it('of one scope get the very same bytes, made once', () => {
    const [one, two, other] = [aMember(council), aMember(council), aMember(refuge, 'REFUGE_MANAGER')];
    open(one, two, other).tell(row('r1'), NOBODY);
    expect(one.wire.written[0]).toBe(two.wire.written[0]);
    expect(other.wire.written).toEqual([]);
  });

  it('of somebody who is shut out of a referral hear of the others only', () => {
    const [shut, colleague] = [aMember(council, 'REFERRER', 'shut' as UserId), aMember(council)];
    const hidden = new Map([['shut' as UserId, new Set(['r1' as ReferralId])]]);
    const members = open(shut, colleague);
    members.tell(row('r1'), hidden);
    expect([shut.wire.written.length, colleague.wire.written.length]).toEqual([0, 1]);
    members.tell([...row('r1'), ...row('r2')], hidden);
    expect(colleague.wire.text.match(/"ids":\["[^"]+","[^"]+"\]/)).not.toBeNull();
    expect(shut.wire.text.match(/"ids":\["[^"]+"\]/)).not.toBeNull();
  });

  it('that do not keep up are told nothing more until they have, and then to look at everything', () => {
    const [slow, quick] = [aMember(council), aMember(council)];
    const members = open(slow, quick);
    slow.wire.isFull = true;
    members.tell(row('r1'), NOBODY);
    members.tell(row('r2'), NOBODY);
    members.keepAlive();
    expect([slow.wire.written.length, quick.wire.written.length]).toEqual([1, 3]);
    slow.wire.isFull = false;
    slow.wire.emit('drain');
    expect(slow.wire.text).toContain('"ids":[],"kinds":["Referral"');
    expect(slow.wire.text).toContain('event: system');
    members.tell(row('r3'), NOBODY);
    expect(slow.wire.written).toHaveLength(3);
  });

  it('that have gone are told nothing', () => {
    const member = aMember(council);
    const members = open(member);
    members.remove(member);
    members.tell(row('r1'), NOBODY);
    expect([members.count, member.wire.written.length]).toEqual([0, 0]);
  });
});
