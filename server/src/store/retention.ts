const DAY_MS = 86_400_000;

/** The instant so many times 24 hours later: by when something is thrown away. */
export function daysAfter(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * DAY_MS);
}
