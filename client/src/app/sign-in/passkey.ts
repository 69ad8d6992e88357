import type { PlainAct } from '../ui/form/plain-act';

/** What the browser's refusals mean for the reader, by the name of the error. */
const WORDS: Readonly<Record<string, string>> = {
  InvalidStateError: 'This device has a passkey for your account already.',
  SecurityError: 'Passkeys do not work at this address. Open OpenHaven under its name, or use your password.',
};
const NOT_USED = 'No passkey was used. Try again, or use your password.';
const TOO_OLD = 'This browser cannot use passkeys. Use your password.';

/** Makes a passkey, or signs with one: the browser asks for finger, face or PIN. */
type Ceremony = 'MAKE' | 'SIGN';

/**
 * Asks the server what to do, lets the browser do it, and sends what it answers.
 * @returns what the server said to a yes; undefined for a no, which is then in `act.errors`
 */
export async function byPasskey<R>(
  act: PlainAct,
  path: string,
  { ceremony, more = {} }: { readonly ceremony: Ceremony; readonly more?: object },
): Promise<R | undefined> {
  if (!passkeysWork()) {
    act.fail({ message: TOO_OLD });
    return undefined;
  }
  const options = await act.send<object>(`${path}/options`, {});
  if (options === undefined) return undefined;
  try {
    return await act.send<R>(path, { credential: await answerOf(ceremony, options), ...more });
  } catch (error) {
    // The browser says no by throwing: the reader changed their mind, or there is no passkey here.
    act.fail({ message: WORDS[error instanceof Error ? error.name : ''] ?? NOT_USED });
    return undefined;
  }
}

function passkeysWork(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential;
}

async function answerOf(ceremony: Ceremony, options: object): Promise<object> {
  const { credentials } = navigator;
  const credential =
    ceremony === 'MAKE'
      ? await credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asMaking(options)) })
      : await credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asSigning(options)) });
  if (credential instanceof PublicKeyCredential) return credential.toJSON();
  throw new DOMException('', 'NotAllowedError');
}

// The server writes these for the browser, in the browser's own shape.
const asMaking = (options: object): PublicKeyCredentialCreationOptionsJSON =>
  options as PublicKeyCredentialCreationOptionsJSON;
const asSigning = (options: object): PublicKeyCredentialRequestOptionsJSON =>
  options as PublicKeyCredentialRequestOptionsJSON;
