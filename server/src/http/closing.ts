import type { Server } from 'node:http';
import { Server as Listener, type Socket } from 'node:net';

/** A connection is given so long to say what it wants once more. */
const SILENT_MS = 1_000;
const LOOK_EVERY_MS = 50;
const LONGEST_MS = 8_000;

/**
 * Watches the connections of a server, so that it can be closed without cutting off a question or an answer.
 * @returns closes it: resolves when the last answer is out, or has taken eight seconds
 */
export function closing(server: Server): () => Promise<void> {
  const unused = new Set<Socket>();
  let isClosing = false;
  server.on('connection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    unused.delete(socket);
    // The last answer on this connection: whoever asks again opens the next one elsewhere.
    if (isClosing) response.setHeader('Connection', 'close');
  });

  return async () => {
    isClosing = true;
    // The listener alone: an HTTP server that is closed also cuts idle connections, on which a question may be under way.
    const closed = new Promise<void>((resolve) => void Listener.prototype.close.call(server, () => resolve()));
    const timers = [
      setTimeout(() => timers.push(setInterval(() => closeSilent(server, unused), LOOK_EVERY_MS)), SILENT_MS),
      setTimeout(() => server.closeAllConnections(), LONGEST_MS),
    ];
    await closed;
    for (const timer of timers) clearTimeout(timer);
  };
}

/** Closes the connections on which nobody waits, those too that were opened and never used: Node counts them as busy. */
function closeSilent(server: Server, unused: ReadonlySet<Socket>): void {
  server.closeIdleConnections();
  for (const socket of unused) if (socket.bytesRead === 0) socket.destroy();
}
