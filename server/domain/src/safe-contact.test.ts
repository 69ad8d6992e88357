import { describe, expect, it } from '@jest/globals';
import { NOW } from '../testing/builders.ts';
import {
  type ContactChannel,
  isSafeNow,
  isUsable,
  mayAskForWelfareCheck,
  mayLeaveMessage,
  safeChannels,
} from './safe-contact.ts';

function aPhone(facts: Partial<ContactChannel> = {}): ContactChannel {
  return { kind: 'PHONE', value: '01632 960000', safe: true, mayLeaveMessage: false, ...facts };
}

describe('a channel', () => {
  it.each<[string, ContactChannel, boolean]>([
    ['a phone marked safe', aPhone(), true],
    ['a phone marked unsafe', aPhone({ safe: false }), false],
    ['a phone without a number', { kind: 'PHONE', safe: true, mayLeaveMessage: false }, false],
    ['the referrer, who needs no number', { kind: 'THROUGH_REFERRER', safe: true, mayLeaveMessage: false }, true],
    ['a referrer marked unsafe', { kind: 'THROUGH_REFERRER', safe: false, mayLeaveMessage: false }, false],
  ])('that is %s leads somewhere: %s', (_what, channel, expected) => {
    expect(isUsable(channel)).toBe(expected);
    expect(isSafeNow(channel, NOW)).toBe(expected);
  });

  it.each([
    ['09:00', '17:00', '2027-07-06T07:59:00Z', false],
    ['09:00', '17:00', '2027-07-06T08:00:00Z', true],
    ['09:00', '17:00', '2027-07-06T15:59:00Z', true],
    ['09:00', '17:00', '2027-07-06T16:00:00Z', false],
    ['22:00', '06:00', '2027-03-16T22:00:00Z', true],
    ['10:00', '10:00', '2027-03-16T10:00:00Z', false],
    ['22:00', '06:00', '2027-03-16T23:00:00Z', true],
    ['22:00', '06:00', '2027-03-16T05:59:00Z', true],
    ['22:00', '06:00', '2027-03-16T06:00:00Z', false],
    ['22:00', '06:00', '2027-03-16T12:00:00Z', false],
  ])('safe from %s until %s local time may be used at %s: %s', (from, until, instant, expected) => {
    expect(isSafeNow(aPhone({ from, until }), new Date(instant))).toBe(expected);
  });

  it('with one bound is safe on the other side of it', () => {
    expect(isSafeNow(aPhone({ from: '10:01' }), NOW)).toBe(false);
    expect(isSafeNow(aPhone({ from: '10:00' }), NOW)).toBe(true);
    expect(isSafeNow(aPhone({ until: '10:00' }), NOW)).toBe(false);
    expect(isSafeNow(aPhone({ until: '10:01' }), NOW)).toBe(true);
  });

  it('takes a message only where the survivor said so, and only while it is safe', () => {
    expect(mayLeaveMessage(aPhone(), NOW)).toBe(false);
    expect(mayLeaveMessage(aPhone({ mayLeaveMessage: true }), NOW)).toBe(true);
    expect(mayLeaveMessage(aPhone({ mayLeaveMessage: true, safe: false }), NOW)).toBe(false);
    expect(mayLeaveMessage(aPhone({ mayLeaveMessage: true, from: '18:00' }), NOW)).toBe(false);
  });
});

it('offers only the safe channels, in the order she gave', () => {
  const [first, unsafe, last] = [aPhone({ value: '1' }), aPhone({ value: '2', safe: false }), aPhone({ value: '3' })];
  expect(safeChannels({ channels: [first, unsafe, last], ifNoContact: 'NOT_ASKED' }, NOW)).toEqual([first, last]);
});

it.each([
  ['CALL_POLICE', true],
  ['DO_NOT_CALL_POLICE', false],
  ['NOT_ASKED', false],
] as const)('asks the police to look in if she said %s: %s', (ifNoContact, expected) => {
  expect(mayAskForWelfareCheck({ channels: [], ifNoContact })).toBe(expected);
});
