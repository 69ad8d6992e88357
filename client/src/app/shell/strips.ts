import type { SystemState } from '../api/system';

/** A line across the top of every page: what is not running, and what that means. */
export interface Strip {
  readonly text: string;
  /** Something that people must now do themselves. */
  readonly alarm: boolean;
}

export const OFFLINE: Strip = {
  text: 'You are offline. Keep this page open: what you have typed is still here, and nothing is sent until you are back.',
  alarm: true,
};
export const UNREACHABLE: Strip = {
  text: 'OpenHaven cannot be reached just now. What you see may be old. Keep this page open.',
  alarm: true,
};
const NOT_AUTOMATIC: Strip = {
  text: 'Automatic escalation is not running. Ring services and the coordinator yourself.',
  alarm: true,
};
const QUEUE_DOWN: Strip = { text: 'Notices may be a minute late. Nothing is lost.', alarm: false };
const MAIL_DOWN: Strip = { text: 'E-mails are not going out. Your work list is complete: look there.', alarm: false };

/** What every page must say about the parts behind it, worst first. */
export function stripsFor(online: boolean, connected: boolean, state: SystemState | undefined): readonly Strip[] {
  if (!online) return [OFFLINE];
  if (!connected) return [UNREACHABLE];
  if (state === undefined) return [];
  const down: Strip[] = [];
  if (!state.automationRunning) down.push(NOT_AUTOMATIC);
  if (!state.queueRunning) down.push(QUEUE_DOWN);
  if (!state.mailRunning) down.push(MAIL_DOWN);
  return down;
}
