import { grantForRules } from '../src/access/look.ts';
import type { Grant } from '../src/crypto/grant.ts';

/** What was sealed, for a test that wants to know. */
export function opened<T>(sealed: { open(grant: Grant): T }): T {
  return sealed.open(grantForRules('COMPLETENESS'));
}
