const HIGHEST_AGE = 17;

/**
 * The ages of children as typed: "15, 6", "15 and 6", "under 1".
 *
 * @returns whole years, or undefined if any part is no child's age
 */
export function parseAges(text: string): readonly number[] | undefined {
  const parts = text
    .toLowerCase()
    .replace(/under (1|one)|baby/g, '0')
    .split(/[\s,;&]+|and/)
    .filter((part) => part !== '');
  const ages = parts.map((part) => (/^\d{1,2}$/.test(part) ? Number(part) : Number.NaN));
  return ages.every((age) => age <= HIGHEST_AGE) ? ages : undefined;
}

/** Ages as they are typed: "15, 6". */
export function agesText(ages: readonly (string | number)[]): string {
  return ages.join(', ');
}
