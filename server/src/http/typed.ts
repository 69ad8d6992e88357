import type { Request } from 'express';
import { HttpRefusal } from './refusal.ts';

/** How long what people type into the pages for signing in may be. */
const LONGEST = { email: 254, password: 1_000, current: 1_000, code: 40, name: 60, id: 200 } as const;
type Field = keyof typeof LONGEST;

const badField = (field: string, sentence: string): HttpRefusal =>
  new HttpRefusal(400, 'BAD_USER_INPUT', sentence, field);

/**
 * One line of text out of a body.
 * @throws HttpRefusal naming the field that is missing, is no text, or is too long
 */
export function typed({ body }: Request, field: Field): string {
  const value = typedOrNull(body, field);
  if (value === null) throw badField(field, 'Fill in this field.');
  return value;
}

/** The same for a field that may be left out: null if it was. */
export function typedIfAny({ body }: Request, field: Field): string | null {
  return typedOrNull(body, field);
}

function typedOrNull(body: unknown, field: Field): string | null {
  const value = (body as Record<string, unknown>)[field];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw badField(field, 'Write this as text.');
  if (value.length > LONGEST[field]) throw badField(field, 'This text is too long.');
  return value;
}
