import type { RefusalCode } from './refusal.ts';

const SHORTEST = 12;
const LONGEST = 1_000;

/** The commonest of those that are long enough, without signs and in lower case. */
const COMMON: readonly string[] = [
  '123456789012',
  '1234567890123',
  '012345678910',
  '111111111111',
  '123123123123',
  '000000000000',
  '987654321098',
  'password1234',
  'password12345',
  'password123456',
  'passwordpassword',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopasdf',
  'qwerty123456',
  'qwertyqwerty',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'abcdefghijkl',
  'abc123456789',
  'iloveyou1234',
  'letmein12345',
  'welcome12345',
  'welcome123456',
  'administrator',
  'changeme1234',
  'sunshine1234',
  'football1234',
  'liverpool123',
  'manchesterunited',
  'openhaven123',
  'openhaven1234',
];

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * What is wrong with a password that somebody wants, or null. Length counts and nothing is prescribed, because rules of
 * composition make people choose the same few. Source: NIST SP 800-63B-4 (2025), National Cyber Security Centre.
 */
export function passwordFault(password: string, address: string): RefusalCode | null {
  if (password.length < SHORTEST) return 'PASSWORD_TOO_SHORT';
  if (password.length > LONGEST) return 'FIELD_TOO_LONG';
  const plain = bare(password);
  const [local = ''] = address.split('@');
  if (plain === bare(address) || plain === bare(local)) return 'PASSWORD_IS_ADDRESS';
  return COMMON.includes(plain) || new Set(plain).size < 4 ? 'PASSWORD_COMMON' : null;
}
