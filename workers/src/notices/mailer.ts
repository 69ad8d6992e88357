import { Readable } from 'node:stream';
import { type SendMailOptions, type Transporter, createTransport } from 'nodemailer';
import { readAddress } from './address.ts';
import type { Delivery, Letter, PostOffice } from './post-office.ts';

/** Seconds, not minutes: while one mail server is silent, other work waits. */
const TIMEOUTS = { connectionTimeout: 4_000, greetingTimeout: 4_000, socketTimeout: 6_000, dnsTimeout: 3_000 } as const;
/** After a server could not be reached, it is left alone for so long; what is due meanwhile is tried again later. */
const REST_MS = 5_000;
const CHECK_EVERY_MS = 60_000;

/** A post office by SMTP, and whether it works. */
export interface Mailer extends PostOffice {
  /** Whether e-mails go out, as far as the last attempt tells. */
  isWorking(): boolean;
  /** Greets the server if nothing has been heard of it for a minute, or if it was away. */
  check(): Promise<void>;
  close(): void;
}

export interface MailerOptions {
  readonly smtpUrl: string;
  /** One sender, `Name <address>` or an address. */
  readonly from: string;
}

/** Whom a message is from, as parts: what is written is never parsed again. */
interface Sender {
  readonly name: string;
  readonly address: string;
}

export function openMailer({ smtpUrl, from }: MailerOptions): Mailer {
  const transport = createTransport({ url: smtpUrl, ...TIMEOUTS, disableFileAccess: true, disableUrlAccess: true });
  const handedOver = new Set<string>();
  transport.use('stream', (mail, done) => {
    noteWhenRead(mail, () => handedOver.add(mail.message.messageId()));
    done(envelopeFault(mail));
  });
  const sender = senderOf(from);
  let [working, heardAt] = [true, 0];
  const note = (isWorking: boolean): void => {
    [working, heardAt] = [isWorking, Date.now()];
  };

  return {
    isWorking: () => working,
    close: () => transport.close(),
    async check() {
      if (working && Date.now() - heardAt < CHECK_EVERY_MS) return;
      await transport.verify().then(
        () => note(true),
        () => note(false),
      );
    },
    async deliver(letter) {
      if (readAddress(letter.to) === null) return { is: 'REFUSED', code: 'ADDRESS' };
      if (!working && Date.now() - heardAt < REST_MS) return { is: 'NOT_SENT', code: 'RESTING' };
      const message = messageOf(sender, letter);
      const delivery = await attempt(transport, message, () => handedOver.has(message.messageId));
      handedOver.delete(message.messageId);
      note(delivery.is === 'SENT' || delivery.is === 'REFUSED');
      return delivery;
    },
  };
}

function senderOf(from: string): Sender {
  const match = /^(.*?)\s*<([^<>]+)>$/.exec(from);
  return match ? { name: match[1] ?? '', address: match[2] ?? '' } : { name: '', address: from };
}

/** Hands one message in, and reads from what went wrong how far it had come. */
async function attempt(
  transport: Transporter,
  message: SendMailOptions,
  wasHandedOver: () => boolean,
): Promise<Delivery> {
  try {
    await transport.sendMail(message);
    return { is: 'SENT' };
  } catch (error) {
    return deliveryOf(error, wasHandedOver());
  }
}

function messageOf(
  sender: Sender,
  { id, to, subject, text }: Letter,
): SendMailOptions & { readonly messageId: string } {
  return {
    from: { ...sender },
    to: { name: '', address: to },
    envelope: { from: sender.address, to: [to] },
    subject,
    text,
    textEncoding: 'quoted-printable',
    messageId: `<${id}@${sender.address.split('@')[1] ?? 'localhost'}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    xMailer: false,
  };
}

/** A message as the library holds it, about to be sent. */
interface OutgoingMail {
  readonly data: SendMailOptions;
  readonly message: {
    getEnvelope(): { readonly to: readonly string[] };
    messageId(): string;
    createReadStream(): AsyncIterable<Buffer>;
  };
}

/** The body is read only once the server has asked for it: before that, nothing can have been taken. */
function noteWhenRead({ message }: OutgoingMail, note: () => void): void {
  const body = message.createReadStream.bind(message);
  message.createReadStream = () =>
    Readable.from(
      (async function* () {
        note();
        yield* body();
      })(),
      { objectMode: false },
    );
}

/** The message as it is about to leave goes to the one person meant, or to nobody. */
function envelopeFault({ data, message }: OutgoingMail): Error | null {
  const meant = data.envelope?.to;
  const { to } = message.getEnvelope();
  const isMeant = Array.isArray(meant) && meant.length === 1 && to.length === 1 && to[0] === meant[0];
  return isMeant ? null : Object.assign(new Error('the envelope is not what was meant'), { responseCode: 550 });
}

/** A server's own word decides; without one, it depends on whether it had the message. */
function deliveryOf(error: unknown, handedOver: boolean): Delivery {
  const { responseCode, command, code } = error as { responseCode?: number; command?: string; code?: string };
  if (responseCode !== undefined) {
    const isForGood = responseCode >= 500 && isAboutMessage(command);
    return { is: isForGood ? 'REFUSED' : 'NOT_SENT', code: `SMTP_${responseCode}` };
  }
  return handedOver ? { is: 'UNKNOWN' } : { is: 'NOT_SENT', code: code ?? 'FAULT' };
}

/** A refusal before the reader is named is about us, not about the message: it may be put right. */
function isAboutMessage(command: string | undefined): boolean {
  return command === undefined || command === 'RCPT TO' || command === 'DATA';
}
