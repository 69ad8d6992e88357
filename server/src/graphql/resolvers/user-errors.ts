import type { Decision, Refusal } from '@openhaven/domain/decision';
import { REFUSALS } from '@openhaven/domain/refusal';

/** A refusal as GraphQL shows it. */
export interface UserErrorView {
  readonly field: string | null;
  readonly code: string;
  readonly message: string;
}

export function toUserError({ reason, field }: Refusal): UserErrorView {
  return { field: field ?? null, code: reason, message: REFUSALS[reason] };
}

/** Why a command was refused: nothing if it was not. */
export function userErrorsOf(decision: Decision<unknown>): readonly UserErrorView[] {
  return decision.allowed ? [] : [toUserError(decision)];
}
