import { dayAndTime } from '../time';

/** Whether somebody is on call, as the server tells it: never who. */
export interface OnCallTold {
  readonly isSomebody: boolean;
  readonly until: string | null;
}

/** "Somebody is on call or in the office until 22:00"; nothing where the service keeps no rota. */
export function onCallInWords(onCall: OnCallTold | null | undefined, now: Date): string {
  if (!onCall) return '';
  const who = onCall.isSomebody ? 'Somebody is on call or in the office' : 'Nobody is on call';
  if (onCall.until === null) return `${who} for the next seven days`;
  return `${who} until ${dayAndTime(new Date(onCall.until), now)}`;
}
