import type { Call, Command } from './command.ts';
import type { Doc } from './document.ts';
import { MAX_MESSAGE_BYTES } from './wire.ts';

const HANDSHAKE = [
  'helloOk',
  'client',
  'compression',
  'loadBalanced',
  'backpressure',
  'hostInfo',
  'topologyVersion',
  'maxAwaitTimeMS',
];

/** A replica set of one: drivers offer transactions and retryable writes to nothing less. */
function describe({ name, store: { address } }: Call): Doc {
  return {
    [name === 'hello' ? 'isWritablePrimary' : 'ismaster']: true,
    helloOk: true,
    secondary: false,
    setName: 'embedded',
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: 16_777_216,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: 100_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: 1,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  };
}

const hello: Command = { kind: 'ADMIN', options: HANDSHAKE, run: describe };

const buildInfo: Command = {
  kind: 'ADMIN',
  options: [],
  run: () => ({
    version: '7.0.0',
    versionArray: [7, 0, 0, 0],
    modules: ['embedded'],
    maxBsonObjectSize: 16_777_216,
    ok: 1,
  }),
};

const endSessions: Command = {
  kind: 'ADMIN',
  options: [],
  run({ body, store }) {
    const ended = Array.isArray(body['endSessions']) ? body['endSessions'] : [];
    for (const lsid of ended) store.sessions.end(lsid);
    return { ok: 1 };
  },
};

/** The commands by which a driver meets the server, and takes its leave. */
export const CONNECTION_COMMANDS: Readonly<Record<string, Command>> = {
  hello,
  isMaster: hello,
  ismaster: hello,
  ping: { kind: 'ADMIN', options: [], run: () => ({ ok: 1 }) },
  buildInfo,
  buildinfo: buildInfo,
  endSessions,
};
