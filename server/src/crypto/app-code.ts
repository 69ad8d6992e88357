import { Secret, TOTP } from 'otpauth';

const SECRET_BYTES = 20;
const STEP_S = 30;
/** A telephone's clock may be a step off: the code of the step before and of the one after count as well. */
const STEPS_OFF = 1;
const SIX_DIGITS = /^\d{6}$/;

/** A secret to share with an authenticator app: 160 bits in base32, as RFC 4226 recommends. */
export function newAppSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The link by which an app takes over the secret. It is the secret: it is shown once and never kept. */
export function appLink(secret: string, account: string): string {
  return new TOTP({ issuer: 'OpenHaven', label: account, secret, period: STEP_S }).toString();
}

/**
 * Which step of time a code belongs to. Whoever keeps the step can refuse the same code a second time.
 * @returns the number of the 30-second step, or null if the code is none of this secret's now
 */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  if (!SIX_DIGITS.test(code)) return null;
  const at = { period: STEP_S, timestamp: now.getTime() };
  const off = TOTP.validate({ ...at, token: code, secret: Secret.fromBase32(secret), window: STEPS_OFF });
  return off === null ? null : TOTP.counter(at) + off;
}

/** The code that an app with this secret shows. For tests, which have no telephone. */
export function codeAt(secret: string, now: Date): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), period: STEP_S, timestamp: now.getTime() });
}
