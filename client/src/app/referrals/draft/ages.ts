const HIGHEST_AGE = 17;

/** Stands where an age would, for a child whose age nobody has said. */
const NOT_SAID = '?';

/**
 * The ages of children as typed: "15, 6", "15 and 6", "under 1", "?" for a child whose age is not known.
 *
 * @returns each age as figures, '' for one that is not known; undefined if any part is no child's age
 */
export function childAges(text: string): readonly string[] | undefined {
  const parts = text
    .toLowerCase()
    .replace(/under (1|one)|baby/g, '0')
    .split(/[\s,;&]+|and/)
    .filter((part) => part !== '');
  return parts.every(isAge) ? parts.map((part) => (part === NOT_SAID ? '' : String(Number(part)))) : undefined;
}

function isAge(part: string): boolean {
  return part === NOT_SAID || (/^\d{1,2}$/.test(part) && Number(part) <= HIGHEST_AGE);
}

/** The ages of children as typed, in whole years; undefined if any cannot be read or is not known. */
export function knownAges(text: string): readonly number[] | undefined {
  const ages = childAges(text);
  return ages?.every((age) => age !== '') ? ages.map(Number) : undefined;
}

/** Ages as they are typed: "15, 6". */
export function agesText(ages: readonly string[]): string {
  return ages.map((age) => age || NOT_SAID).join(', ');
}
