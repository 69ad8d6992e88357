import { describe, expect, it } from '@jest/globals';
import { appLink, codeAt, newAppSecret, stepOfCode } from './app-code.ts';
import { asSpoken, newSpokenCode } from './spoken-code.ts';

/** RFC 6238, appendix B, for SHA-1: the secret is the text 12345678901234567890, and eight digits end in these six. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const now = new Date('2026-11-20T12:00:10Z');
const seconds = (more: number): Date => new Date(now.getTime() + more * 1_000);

describe('the code of an authenticator app', () => {
  it.each([
    [59, '287082', 1],
    [1_111_111_109, '081804', 37_037_036],
    [20_000_000_000, '353130', 666_666_666],
  ])('at second %i is as RFC 6238 says', (second, code, step) => {
    expect(codeAt(RFC_SECRET, new Date(second * 1_000))).toBe(code);
    expect(stepOfCode(RFC_SECRET, code, new Date(second * 1_000))).toBe(step);
  });

  it('counts half a minute early or late, by its own step, and not a minute', () => {
    const secret = newAppSecret();
    const code = codeAt(secret, now);
    const step = stepOfCode(secret, code, now);
    expect([stepOfCode(secret, code, seconds(-30)), stepOfCode(secret, code, seconds(30))]).toEqual([step, step]);
    expect([stepOfCode(secret, code, seconds(-60)), stepOfCode(secret, code, seconds(60))]).toEqual([null, null]);
  });

  it.each(['', '12345', '1234567', '12 345', 'abcdef', '１２３４５６'])('is never %p', (text) => {
    expect(stepOfCode(RFC_SECRET, text, now)).toBeNull();
  });

  it('comes from a secret of 160 bits that nobody else has, handed over as a link', () => {
    const [one, two] = [newAppSecret(), newAppSecret()];
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(one).not.toBe(two);
    const link = new URL(appLink(one, 'sam@example.org'));
    expect([link.protocol, link.searchParams.get('secret'), link.searchParams.get('issuer')]).toEqual([
      'otpauth:',
      one,
      'OpenHaven',
    ]);
  });
});

describe('a code that people say to each other', () => {
  it('has twelve signs in groups of four, none of which looks like another', () => {
    for (let n = 0; n < 100; n += 1)
      expect(newSpokenCode()).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('is the same however it is written', () => {
    expect(asSpoken(' 7kqm 2oxd-r4tl ')).toBe('7KQM20XDR4T1');
    expect(asSpoken('7KQM-20XD-R4T1')).toBe(asSpoken('7kqm2oxdr4ti'));
  });
});
