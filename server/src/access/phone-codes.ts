import { PHONE_CODES } from '@openhaven/domain/by-phone';
import { newSpokenCode } from '../crypto/spoken-code.ts';

/** A new list of codes, to be shown once and kept on paper. */
export function newPhoneCodes(): readonly string[] {
  return Array.from({ length: PHONE_CODES }, newSpokenCode);
}
