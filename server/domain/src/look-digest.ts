import { type CivilDate, addDays, civilDateAt, startOfDay } from './calendar.ts';
import type { UserId } from './ids.ts';

/** A whole week, Monday to Sunday, in London: from its first instant up to, but not at, the first of the next. */
export interface Week {
  readonly monday: CivilDate;
  readonly from: Date;
  readonly until: Date;
}

/** The last week that is over at an instant. */
export function weekBefore(now: Date): Week {
  const today = civilDateAt(now);
  const sinceMonday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const thisMonday = addDays(today, -sinceMonday);
  const monday = addDays(thisMonday, -7);
  return { monday, from: startOfDay(monday), until: startOfDay(thisMonday) };
}

/** What somebody was shown, of which record. */
export interface Shown {
  readonly userId: UserId;
  readonly kind: 'STORY' | 'PLACE' | 'EMERGENCY';
  readonly about: string;
}

/** How much one person was shown in a week: different households, and each look at an address or opening in an emergency. */
export interface LooksOfOne {
  readonly userId: UserId;
  readonly stories: number;
  readonly places: number;
  readonly emergencies: number;
}

/** What each person was shown, who saw most households first. Nobody who saw nothing. */
export function looksOfEach(shown: readonly Shown[]): readonly LooksOfOne[] {
  const people = [...new Set(shown.map(({ userId }) => userId))];
  const all = people.map((userId) => {
    const own = shown.filter((one) => one.userId === userId);
    const count = (kind: Shown['kind']): number => own.filter((one) => one.kind === kind).length;
    const stories = new Set(own.filter(({ kind }) => kind === 'STORY').map(({ about }) => about)).size;
    return { userId, stories, places: count('PLACE'), emergencies: count('EMERGENCY') };
  });
  return all.toSorted((one, other) => other.stories - one.stories || other.places - one.places);
}
