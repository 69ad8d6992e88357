import { type Decision, allow } from '@openhaven/domain/decision';
import type { RefusalCode } from '@openhaven/domain/refusal';

/** A decision of the rules about a record, carried over to the record as it is kept. */
export function keep<Kept extends object, Code extends RefusalCode>(
  record: Kept,
  decision: Decision<object, Code>,
): Decision<Kept, Code> {
  return decision.allowed ? allow({ ...record, ...decision.value }) : decision;
}
