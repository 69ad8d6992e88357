const LONGEST = 254;
/** Letters, digits and a few signs; no quotes, no comments, no route. Dots only between other signs. */
const LOCAL = /^[a-z0-9_%+'-]+(?:\.[a-z0-9_%+'-]+)*$/i;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const TOP = /^[a-z]{2,63}$/i;
const LONGEST_LOCAL = 64;

/**
 * Reads one e-mail address of a member of staff, and nothing else: no second address, no group, no name around it, no
 * line break, and only plain Latin letters, so that no look-alike domain passes.
 *
 * @returns the address exactly as it stands, or null
 * Source: SECURITY sections 5 and 6.
 */
export function readAddress(text: string): string | null {
  if (text.length > LONGEST) return null;
  const parts = text.split('@');
  const [local, domain] = parts;
  if (parts.length !== 2 || local === undefined || domain === undefined) return null;
  return isLocal(local) && isDomain(domain) ? text : null;
}

function isLocal(local: string): boolean {
  return local.length <= LONGEST_LOCAL && LOCAL.test(local);
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const isPlain = labels.every((label) => LABEL.test(label) && !label.toLowerCase().startsWith('xn--'));
  return isPlain && labels.length >= 2 && TOP.test(labels.at(-1) ?? '');
}
