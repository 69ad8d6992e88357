import type { FieldError } from '../error-summary/errors';

const POSTCODE = /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b/i;
const NUMBERED_STREET =
  /\b\d{1,4}[a-z]?,?\s+(?:[a-z'’-]+\s+){1,3}(?:street|st|road|rd|lane|avenue|ave|close|drive|way|crescent|terrace|court|gardens|grove|hill|place|walk|row|mews)\b/i;

/**
 * Whether a text looks as if it held an address: a postcode, or a number with the name of a street.
 *
 * It finds the slip of a tired hand, not somebody who means to tell.
 */
export function looksLikeAddress(text: string): boolean {
  return POSTCODE.test(text) || NUMBERED_STREET.test(text);
}

/** The error for a text that leaves the house and may hold an address; nothing if it is clean. */
export function addressErrors(field: string, text: string): readonly FieldError[] {
  const message = 'This looks like an address. Take out the postcode, or the house number and street.';
  return looksLikeAddress(text) ? [{ field, message }] : [];
}
