import type { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { mailboxPage, PAGE_HEADERS } from './mailbox-page.ts';

/** A mail that was sent, as its reader would see it. `to` is whom the envelope named, not what the header claims. */
export interface Mail {
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
}

/** A real SMTP server that keeps what it is sent and shows it on a page. For trial, development and tests. */
export interface Mailbox {
  readonly smtpUrl: string;
  readonly url: string;
  /** Newest first. */
  readonly messages: () => readonly Mail[];
  readonly clear: () => void;
  /** Refuses every mail with this SMTP code (for example 451 or 550) until called with nothing. */
  readonly failWith: (code?: number) => void;
  readonly close: () => Promise<void>;
}

const MOST_KEPT = 500;
const LARGEST_MAIL_BYTES = 1_000_000;
const HERE = '127.0.0.1';

interface Kept {
  readonly mails: Mail[];
  refusal: number | undefined;
}

function smtpServer(kept: Kept): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    size: LARGEST_MAIL_BYTES,
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
      void keep(kept, stream, { to, from }).then(done, done);
    },
  });
}

async function keep(
  kept: Kept,
  raw: NodeJS.ReadableStream,
  envelope: { to: string[]; from: string },
): Promise<Error | null> {
  const bytes = await buffer(raw);
  if (kept.refusal !== undefined) return Object.assign(new Error('Refused as asked'), { responseCode: kept.refusal });
  const parsed = await PostalMime.parse(bytes);
  kept.mails.unshift({
    ...envelope,
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    messageId: parsed.messageId ?? '',
    headers: Object.fromEntries(parsed.headers.map(({ key, value }) => [key, value])),
    receivedAt: new Date().toISOString(),
  });
  kept.mails.length = Math.min(kept.mails.length, MOST_KEPT);
  return null;
}

function pageServer(kept: Kept): Server {
  return createServer((request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead) return void response.writeHead(405, PAGE_HEADERS).end('Only reading is possible here.\n');
    if (request.url === '/messages.json') {
      response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'application/json' });
      return void response.end(JSON.stringify(kept.mails));
    }
    if (request.url !== '/') return void response.writeHead(404, PAGE_HEADERS).end('There is no such page.\n');
    response.writeHead(200, { ...PAGE_HEADERS, 'content-type': 'text/html; charset=utf-8' });
    response.end(mailboxPage(kept.mails));
  });
}

/** Waits until a server listens. @throws the fault of listening: a port that is taken, mostly */
function listening(server: EventEmitter, listen: () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', resolve);
    listen();
  });
}

export async function startMailbox(ports: { smtpPort?: number; httpPort?: number } = {}): Promise<Mailbox> {
  const kept: Kept = { mails: [], refusal: undefined };
  const smtp = smtpServer(kept);
  const pages = pageServer(kept);
  await listening(smtp.server, () => smtp.listen(ports.smtpPort ?? 0, HERE));
  // A sender that hangs up in the middle is the sender's affair.
  smtp.on('error', () => undefined);
  await listening(pages, () => pages.listen(ports.httpPort ?? 0, HERE));
  return {
    smtpUrl: `smtp://${HERE}:${(smtp.server.address() as AddressInfo).port}`,
    url: `http://${HERE}:${(pages.address() as AddressInfo).port}`,
    messages: () => [...kept.mails],
    clear: () => kept.mails.splice(0),
    failWith: (code) => {
      kept.refusal = code;
    },
    close: async () => {
      pages.closeAllConnections();
      await Promise.all([
        new Promise<void>((resolve) => pages.close(() => resolve())),
        new Promise<void>((resolve) => smtp.close(resolve)),
      ]);
    },
  };
}
