/** Longest name, and longest text of any other kind, in Unicode characters, so that an emoji counts no more than a letter. */
export const NAME_MAX = 100;
export const TEXT_MAX = 4000;

// Controls, direction marks and other invisible characters, except the joiners that Persian and Indian names need.
const HIDDEN =
  /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/u;
const LINE_BREAKS_AND_TABS = /[\n\r\t]/g;

type TextFault = 'FIELD_REQUIRED' | 'FIELD_NOT_ALLOWED' | 'FIELD_TOO_LONG';

function fault(text: string, max: number, hiddenIn: string): TextFault | undefined {
  if (text.trim() === '') return 'FIELD_REQUIRED';
  if (HIDDEN.test(hiddenIn)) return 'FIELD_NOT_ALLOWED';
  return Array.from(text).length > max ? 'FIELD_TOO_LONG' : undefined;
}

/**
 * Why text cannot be a name, or undefined if it can. Names are kept exactly as they are written: letters of any script,
 * apostrophes, hyphens; even markup, which pages show as text. Refused are blank names, control and direction
 * characters, and more than 100 characters.
 */
export function nameFault(text: string): TextFault | undefined {
  return fault(text, NAME_MAX, text);
}

/** The same for longer text, up to 4,000 characters unless said otherwise: lines and tabs are allowed. */
export function textFault(text: string, max = TEXT_MAX): TextFault | undefined {
  return fault(text, max, text.replace(LINE_BREAKS_AND_TABS, ' '));
}

/** What in a text may give somebody away, and how it is said. A warning, never a refusal: it may have to be there. */
export const TELL_TALES = {
  POSTCODE: 'This looks like a postcode.',
  STREET: 'This looks like a house number and street.',
  PHONE: 'This looks like a telephone number.',
} as const;
export type TellTale = keyof typeof TELL_TALES;

const SIGNS: Readonly<Record<TellTale, RegExp>> = {
  POSTCODE: /\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[ABD-HJLNP-UW-Z]{2}\b/i,
  STREET:
    /\b\d{1,4}[a-z]?,?\s+(?:[a-z'’-]+\s+){1,3}(?:street|st|road|rd|lane|avenue|ave|close|drive|way|crescent|terrace|court|gardens|grove|hill|place|walk|row|mews)\b/i,
  PHONE: /(?<![\d-])(?:\+44|0)(?:[\s().-]{0,2}\d){9,10}(?!\d)/,
};
const TELL_TALE_CODES = Object.keys(TELL_TALES) as readonly TellTale[];

/** It finds the slip of a tired hand, not somebody who means to tell. Source: SECURITY section 6. */
export function tellTalesIn(text: string): readonly TellTale[] {
  return TELL_TALE_CODES.filter((code) => SIGNS[code].test(text));
}
