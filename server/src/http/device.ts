import type { Request } from 'express';
import type { Device } from '../access/session.ts';

type Pattern<Code> = readonly [Code, RegExp];

/** The first that fits: most browsers also name those whose pages they want to be shown. */
const BROWSERS: readonly Pattern<Device['browser']>[] = [
  ['EDGE', /\bEdg(e|A|iOS)?\//],
  ['FIREFOX', /\b(Firefox|FxiOS)\//],
  ['CHROME', /(Chrome|Chromium|CriOS)\//],
  ['SAFARI', /\bSafari\//],
];
const SYSTEMS: readonly Pattern<Device['system']>[] = [
  ['APPLE_MOBILE', /\b(iPhone|iPad|iPod)\b/],
  ['ANDROID', /\bAndroid\b/],
  ['WINDOWS', /\bWindows\b/],
  ['MAC', /\bMacintosh\b/],
  ['LINUX', /\b(Linux|CrOS)\b/],
];

/** What a browser says of itself, so coarsely that it tells a laptop from a telephone and no person from another. */
export function deviceOf({ headers }: Pick<Request, 'headers'>): Device {
  const said = headers['user-agent'] ?? '';
  return {
    browser: BROWSERS.find(([, pattern]) => pattern.test(said))?.[0] ?? 'OTHER',
    system: SYSTEMS.find(([, pattern]) => pattern.test(said))?.[0] ?? 'OTHER',
  };
}
