import type { Answer } from '@openhaven/domain/answer';
import type { Status } from '../status-tag/status-tag';

/** How a space fits, as its own service reads it. What is not safe is in no list. */
export const FIT: Readonly<Record<Exclude<Answer, 'NOT_SAFE'>, Status>> = {
  FITS: { word: 'Fits', tone: 'good' },
  FITS_WITH_CONDITION: { word: 'Fits, if', tone: 'good' },
  ASK_PROVIDER: { word: 'You decide', tone: 'act' },
  CANNOT: { word: 'Does not fit', tone: 'bad' },
};
