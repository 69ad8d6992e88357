import type { PageWish } from '../context.ts';
import { BadInputError } from '../errors.ts';

const MOST_ROWS = 50;

/**
 * How much of a list is wanted, checked.
 * @throws BadInputError for less than one row or more than fifty
 */
export function pageWish({ first, after }: { first: number; after?: string | null | undefined }): PageWish {
  if (!Number.isInteger(first) || first < 1 || first > MOST_ROWS) throw new BadInputError('first');
  return { first, after: after ?? null };
}
