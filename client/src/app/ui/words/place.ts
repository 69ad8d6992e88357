import type { SupportLevel } from '@openhaven/domain/service';
import type { Status } from '../status-tag/status-tag';
import type { FreshnessCode } from './status';

/** How a place answers, as it may be shown: what is not safe is never shown at all. */
export type ShownAnswer = 'FITS' | 'FITS_WITH_CONDITION' | 'ASK_PROVIDER' | 'CANNOT';

export const ANSWER: Readonly<Record<ShownAnswer, Status>> = {
  FITS: { word: 'Fits', tone: 'good' },
  FITS_WITH_CONDITION: { word: 'Fits, with a condition', tone: 'good' },
  ASK_PROVIDER: { word: 'Ask the service', tone: 'act' },
  CANNOT: { word: 'Does not fit yet', tone: 'over' },
};

const ASK_FIRST: Status = { word: 'Ask first', tone: 'over' };

/**
 * How a place answers, as far as one may rely on it: one that nobody has confirmed for over a day is grey and to be asked
 * about, however well it would fit.
 */
export function answerNow(answer: ShownAnswer, freshness: FreshnessCode): Status {
  return freshness === 'STALE' && answer !== 'CANNOT' ? ASK_FIRST : ANSWER[answer];
}

export const SUPPORT_LEVEL: Readonly<Record<SupportLevel, string>> = {
  LOW: 'Low support',
  MEDIUM: 'Medium support',
  HIGH: 'High support',
};

/** How much support a service gives; a level that is not known reads as itself. */
export function supportLevel(level: string): string {
  return Object.hasOwn(SUPPORT_LEVEL, level) ? SUPPORT_LEVEL[level as SupportLevel] : level;
}
