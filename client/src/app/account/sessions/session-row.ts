import { dayAndTime } from '../../ui/time';

/** Somewhere that somebody is signed in, as the server shows it. Times are ISO 8601. */
export interface SessionView {
  readonly id: string;
  readonly browser: string;
  readonly system: string;
  readonly startedAt: string;
  readonly lastSeenAt: string;
  readonly isThis: boolean;
}

export interface SessionRow {
  readonly id: string;
  readonly device: string;
  readonly times: string;
  readonly isThis: boolean;
}

const BROWSER: Readonly<Record<string, string>> = {
  CHROME: 'Chrome',
  EDGE: 'Edge',
  FIREFOX: 'Firefox',
  SAFARI: 'Safari',
};
const SYSTEM: Readonly<Record<string, string>> = {
  WINDOWS: 'Windows',
  MAC: 'Mac',
  LINUX: 'Linux',
  ANDROID: 'Android',
  APPLE_MOBILE: 'iPhone or iPad',
};

/** A session in words. */
export function sessionRow(session: SessionView, now: Date): SessionRow {
  const browser = BROWSER[session.browser] ?? 'A browser';
  const system = SYSTEM[session.system];
  const at = (instant: string): string => dayAndTime(new Date(instant), now);
  return {
    id: session.id,
    device: system === undefined ? browser : `${browser} on ${system}`,
    times: `Signed in ${at(session.startedAt)}. Last used ${at(session.lastSeenAt)}.`,
    isThis: session.isThis,
  };
}
