import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A telephone or a key that holds one passkey, as WebAuthn level 2 describes it: ES256, attestation "none". */
export interface Authenticator {
  readonly id: string;
  /** Answers the options of a browser's `create`. */
  make(options: PasskeyOptions, more?: Partial<Ceremony>): object;
  /** Answers the options of a browser's `get`. */
  sign(options: PasskeyOptions, more?: Partial<Ceremony>): object;
}

export interface PasskeyOptions {
  readonly challenge: string;
}

/** What a test may want to be otherwise. */
interface Ceremony {
  readonly origin: string;
  readonly siteName: string;
  /** Whether the person has shown a finger or a PIN. */
  readonly verified: boolean;
  readonly counter: number;
}

const USUAL: Ceremony = {
  origin: 'https://openhaven.example',
  siteName: 'openhaven.example',
  verified: true,
  counter: 0,
};

const PRESENT = 0x01;
const VERIFIED = 0x04;
const WITH_KEY = 0x40;

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();
const text = (word: string): Buffer => Buffer.concat([Buffer.from([0x60 | word.length]), Buffer.from(word)]);

/** A byte string of CBOR. */
function bytes(data: Buffer): Buffer {
  const head = data.length < 256 ? [0x58, data.length] : [0x59, data.length >> 8, data.length & 0xff];
  return Buffer.concat([Buffer.from(head), data]);
}

function authenticatorData(flags: number, { siteName, counter }: Ceremony, rest = Buffer.alloc(0)): Buffer {
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([sha256(siteName), Buffer.from([flags]), count, rest]);
}

const clientData = (type: string, { challenge }: PasskeyOptions, { origin }: Ceremony): Buffer =>
  Buffer.from(JSON.stringify({ type: `webauthn.${type}`, challenge, origin, crossOrigin: false }));

export function anAuthenticator(): Authenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const rawId = randomBytes(16);
  const id = rawId.toString('base64url');
  // {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
  const coseKey = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ]);
  const answer = (response: object): object => ({
    id,
    rawId: id,
    type: 'public-key',
    response,
    clientExtensionResults: {},
  });
  return {
    id,
    make(options, more = {}) {
      const ceremony = { ...USUAL, ...more };
      const flags = PRESENT | WITH_KEY | (ceremony.verified ? VERIFIED : 0);
      const key = Buffer.concat([Buffer.alloc(16), Buffer.from([0, rawId.length]), rawId, coseKey]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        ...[text('fmt'), text('none'), text('attStmt'), Buffer.from([0xa0]), text('authData')],
        bytes(authenticatorData(flags, ceremony, key)),
      ]);
      return answer({
        clientDataJSON: clientData('create', options, ceremony).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      });
    },
    sign(options, more = {}) {
      const ceremony = { ...USUAL, ...more };
      const data = authenticatorData(PRESENT | (ceremony.verified ? VERIFIED : 0), ceremony);
      const told = clientData('get', options, ceremony);
      return answer({
        clientDataJSON: told.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(told)]), privateKey).toString('base64url'),
      });
    },
  };
}
