import type { RefusalCode } from './refusal.ts';

/** Why a request was turned down, and which field of it, if one is to blame. Never a person's facts. */
export interface Refusal<Code extends RefusalCode = RefusalCode> {
  readonly allowed: false;
  readonly reason: Code;
  readonly field?: string;
}

/** The answer to a request the rules may refuse: the new facts, or the reason why not. */
export type Decision<T, Code extends RefusalCode = RefusalCode> =
  | { readonly allowed: true; readonly value: T }
  | Refusal<Code>;

export function allow<T>(value: T): { readonly allowed: true; readonly value: T } {
  return { allowed: true, value };
}

export function refuse<Code extends RefusalCode>(reason: Code, field?: string): Refusal<Code> {
  return field === undefined ? { allowed: false, reason } : { allowed: false, reason, field };
}
