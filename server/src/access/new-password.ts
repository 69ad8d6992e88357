import { passwordFault } from '@openhaven/domain/new-password';
import type { RefusalCode } from '@openhaven/domain/refusal';
import { isEasyToGuess } from '../crypto/guessing.ts';

/** What is wrong with a password that somebody wants, or null. */
export function newPasswordFault(password: string, address: string): RefusalCode | null {
  const fault = passwordFault(password, address);
  if (fault !== null) return fault;
  return isEasyToGuess(password, [address, ...address.split('@')]) ? 'PASSWORD_COMMON' : null;
}
