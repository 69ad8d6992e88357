import type { Role } from './access.ts';

const HOUR_MS = 3_600_000;
/** How long somebody has to stop what they have not asked for. A default of ours. */
const COOLING_OFF_HOURS = 24;

/** Roles that come to see where a place is: whoever takes over such an account could cost a life. */
const SEES_PLACES: readonly Role[] = [
  'REFERRER',
  'OUT_OF_AREA_REFERRER',
  'REFUGE_WORKER',
  'REFUGE_MANAGER',
  'COORDINATOR',
];

/**
 * When passkeys, app and recovery codes that somebody has lost are taken away, once a second person has agreed.
 *
 * At once for those who see no places; for all others after a day, in which the person can stop it from any session.
 * Source: SECURITY section 3.
 */
export function resetTakesEffectAt(role: Role, confirmedAt: Date): Date {
  return SEES_PLACES.includes(role) ? new Date(confirmedAt.getTime() + COOLING_OFF_HOURS * HOUR_MS) : confirmedAt;
}
