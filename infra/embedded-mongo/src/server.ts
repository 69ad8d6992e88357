import { once } from 'node:events';
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { serialize } from 'bson';
import type { Sync } from './database.ts';
import { runCommand } from './dispatch.ts';
import { BlockedError, CommandError } from './errors.ts';
import { Store } from './store.ts';
import { messageReader, parseRequest, ProtocolError, replyMessage, type Request } from './wire.ts';

const LONGEST_WAIT_MS = 65_000;
const TIDY_EVERY_MS = 1_000;

/** Where the store keeps its documents, and where it listens. */
export interface StartOptions {
  readonly dir: string;
  /** The path of a unix socket; it will be its owner's alone. */
  readonly socket: string;
  /** A query that reads more documents than this without an index is an error. Absent: no limit. */
  readonly maxScan?: number;
  /** OFF for tests that do not test durability: survives the death of the process, not a power cut. */
  readonly sync?: Sync;
  /** Prints nothing, not even faults. */
  readonly quiet?: boolean;
}

/** A store that answers. */
export interface Running {
  /** What to give to a driver. */
  readonly uri: string;
  close(): Promise<void>;
}

/**
 * Opens the store and listens.
 * @throws Error in one line: in production, or if another process has the directory
 */
export async function start({ dir, socket, maxScan, sync = 'FULL', quiet = false }: StartOptions): Promise<Running> {
  if (process.env['NODE_ENV'] === 'production')
    throw new Error('embedded store: not for production; set MONGODB_URI to a MongoDB replica set');
  if (!socket.endsWith('.sock'))
    throw new Error('embedded store: drivers know a socket by its name: it must end in .sock');
  const report = (line: string): void => {
    if (!quiet) console.error(`embedded store: ${line}`);
  };
  const connections = new Set<Socket>();
  const stop = (): Promise<unknown> => {
    clearInterval(tidying);
    for (const connection of connections) connection.destroy();
    return new Promise((resolve) => server.close(resolve));
  };
  const onFailure = (error: unknown): void => {
    report(`a write could not be kept (${nameOf(error)}); stopped, so that nothing unwritten is served`);
    process.exitCode = 1;
    void stop();
  };
  const store = new Store({ dir, address: socket, maxScan: maxScan ?? Number.POSITIVE_INFINITY, sync, onFailure });
  const server = createServer((connection) => {
    connections.add(connection);
    connection.on('close', () => connections.delete(connection));
    serve(connection, store, report);
  });
  const tidying = setInterval(() => store.tidy(Date.now()), TIDY_EVERY_MS).unref();
  await listen(server, socket).catch((error: unknown) => {
    clearInterval(tidying);
    store.database.close();
    throw error;
  });
  const uri = `mongodb://${encodeURIComponent(socket)}/?directConnection=true`;
  return { uri, close: () => stop().then(() => store.database.close()) };
}

/** The directory's lock is held by now, so a socket file that is already there has no one behind it. */
async function listen(server: Server, socket: string): Promise<void> {
  rmSync(socket, { force: true });
  server.listen(socket);
  await once(server, 'listening');
  chmodSync(socket, 0o600);
}

/** Commands of one connection are answered one after the other, and only once what they say is kept. */
function serve(connection: Socket, store: Store, report: (line: string) => void): void {
  const read = messageReader();
  let last = Promise.resolve();
  const reply = async (request: Request): Promise<void> => {
    store.sessions.carry(request.body, connection);
    const message = replyMessage(request, await answer(store, request, report));
    await store.database.committed();
    if (!connection.destroyed && !request.isSilent) connection.write(message);
  };
  connection.on('error', () => connection.destroy());
  connection.on('close', () => store.sessions.abandon(connection));
  connection.on('data', (chunk: Buffer) => {
    try {
      for (const request of read(chunk).map(parseRequest)) last = last.then(() => reply(request));
    } catch (error) {
      // Not this protocol, or not BSON: nothing on this connection can be understood any more.
      report(`dropped a connection (${error instanceof ProtocolError ? error.message : nameOf(error)})`);
      connection.destroy();
    }
  });
}

/** The reply to a command, run again whenever the transaction that it had to wait for has ended. */
async function answer(store: Store, request: Request, report: (line: string) => void): Promise<Uint8Array> {
  const until = Date.now() + Math.min(Number(request.body['maxTimeMS'] ?? LONGEST_WAIT_MS), LONGEST_WAIT_MS);
  for (;;)
    try {
      return runCommand(store, request);
    } catch (error) {
      // Every error is an answer; only waiting is not.
      const mayWait = error instanceof BlockedError && (await hasEnded(error, until - Date.now()));
      if (!mayWait) return serialize({ ok: 0, ...failureOf(request, error, report).fields() });
    }
}

function hasEnded(blocked: BlockedError, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    blocked.onEnd(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

/** A fault of the store itself is reported by its place in the code: its message might repeat a document. */
function failureOf({ body }: Request, error: unknown, report: (line: string) => void): CommandError {
  if (error instanceof CommandError) return error;
  if (error instanceof BlockedError)
    return new CommandError(50, 'operation exceeded time limit, waiting for a transaction');
  const what = `fault in '${Object.keys(body)[0]}' (${nameOf(error)})`;
  const frames = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  report([what, ...frames.slice(0, 5)].join('\n'));
  return new CommandError(1, `embedded store: ${what}`);
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
