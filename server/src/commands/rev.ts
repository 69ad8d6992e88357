/** Whether a page was looking at an older revision than the one there is. Who gives none takes what is there. */
export function isStale(record: { readonly rev: number }, seen: number | null | undefined): boolean {
  return seen !== null && seen !== undefined && seen !== record.rev;
}
