import type { RefusalCode } from './refusal.ts';

const SHORTEST = 12;
const LONGEST = 1_000;

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/**
 * What is wrong with a password that somebody wants, as far as it can be seen at once, or null; the server looks as well
 * whether it is easy to guess. Length counts and nothing is prescribed, because rules of composition make people choose the
 * same few. Source: NIST SP 800-63B-4 (2025), National Cyber Security Centre.
 */
export function passwordFault(password: string, address: string): RefusalCode | null {
  if (password.length < SHORTEST) return 'PASSWORD_TOO_SHORT';
  if (password.length > LONGEST) return 'FIELD_TOO_LONG';
  const plain = bare(password);
  const [local = ''] = address.split('@');
  return plain === bare(address) || plain === bare(local) ? 'PASSWORD_IS_ADDRESS' : null;
}
