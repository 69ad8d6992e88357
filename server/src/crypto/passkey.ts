import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';

/** Ed25519, ES256 and RS256: what every passkey can sign with. */
const ALGORITHMS = [-8, -7, -257];
const WITHIN_MS = 5 * 60_000;

/** Where a passkey counts: under one name, and on pages of one origin. */
export interface PasskeySite {
  readonly name: string;
  readonly origin: string;
}

/** What is kept of a passkey. Nothing of it is secret. */
export interface PublicPasskey {
  readonly id: string;
  readonly publicKey: Uint8Array;
  /** How often it has signed, where it counts. */
  readonly counter: number;
  readonly transports: readonly string[];
}

/** Whose passkey is to be made. */
export interface PasskeyOwner {
  readonly id: string;
  readonly email: string;
  readonly name: string;
}

const bytesOf = (challenge: string) => new Uint8Array(Buffer.from(challenge, 'base64url'));

const descriptorOf = ({ id, transports }: PublicPasskey): { id: string; transports: string[] } => ({
  id,
  transports: [...transports],
});

/** What a browser needs to make a passkey: one that is found without typing an address, and asks for finger or PIN. */
export function creationOptions(
  site: PasskeySite,
  owner: PasskeyOwner,
  { challenge, existing }: { readonly challenge: string; readonly existing: readonly PublicPasskey[] },
): Promise<object> {
  return generateRegistrationOptions({
    rpName: 'OpenHaven',
    rpID: site.name,
    userID: new Uint8Array(Buffer.from(owner.id)),
    userName: owner.email,
    userDisplayName: owner.name,
    challenge: bytesOf(challenge),
    timeout: WITHIN_MS,
    attestationType: 'none',
    excludeCredentials: existing.map(descriptorOf),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/** What a browser needs to sign with a passkey: one of these, or, of none, whichever it finds. */
export function requestOptions(
  site: PasskeySite,
  challenge: string,
  allowed: readonly PublicPasskey[] = [],
): Promise<object> {
  return generateAuthenticationOptions({
    rpID: site.name,
    challenge: bytesOf(challenge),
    timeout: WITHIN_MS,
    allowCredentials: allowed.map(descriptorOf),
    userVerification: 'required',
  });
}

/** The id that an answer of a browser says it is of; null if it is no answer at all. */
export function passkeyIdIn(answer: unknown): string | null {
  const id: unknown = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : null;
  return typeof id === 'string' && /^[\w-]{1,1400}$/.test(id) ? id : null;
}

/** The passkey in the answer to `creationOptions`, or null if the answer is not right in every part. */
export async function passkeyMade(
  site: PasskeySite,
  challenge: string,
  answer: unknown,
): Promise<PublicPasskey | null> {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: answer as Parameters<typeof verifyRegistrationResponse>[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.name,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (registrationInfo === undefined) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return { id, publicKey, counter, transports };
  } catch {
    // The library throws for whatever is not right; what it was is of use only to whoever tries.
    return null;
  }
}

/** How often the passkey has signed, this time included, or null if the answer to `requestOptions` is not its own. */
export async function passkeySigned(
  site: PasskeySite,
  challenge: string,
  { passkey, answer }: { readonly passkey: PublicPasskey; readonly answer: unknown },
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: answer as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.name,
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
        transports: [...passkey.transports],
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    // As above: every fault of an answer is the same no.
    return null;
  }
}
