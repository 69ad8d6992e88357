import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type AddressInfo, type Server, createServer } from 'node:net';
import { type Mailbox, startMailbox } from '../../../infra/run/mailbox.ts';
import { type Mailer, openMailer } from './mailer.ts';

const LETTER = {
  id: '8c0d1f6e-0f5f-4a51-9d55-5d0f5f0c8a11',
  to: 'manager@refuge.example.org',
  subject: 'You have 1 task',
  text: 'You have 1 task in OpenHaven.\n\nSign in to see your work list:\nhttps://openhaven.example/work\n',
};
const FROM = 'OpenHaven <no-reply@openhaven.example>';

let mailbox: Mailbox;
let mailer: Mailer;
beforeEach(async () => {
  mailbox = await startMailbox();
  mailer = openMailer({ smtpUrl: mailbox.smtpUrl, from: FROM });
});
afterEach(async () => {
  mailer.close();
  await mailbox.close();
});

describe('a letter', () => {
  test('reaches the one person meant, in plain text, marked as automatic', async () => {
    expect(await mailer.deliver(LETTER)).toEqual({ is: 'SENT' });
    const [mail] = mailbox.messages();
    expect(mail).toMatchObject({
      to: [LETTER.to],
      from: 'no-reply@openhaven.example',
      subject: 'You have 1 task',
      messageId: `<${LETTER.id}@openhaven.example>`,
    });
    expect(mail?.text.trim()).toBe(LETTER.text.trim());
    expect(mail?.headers).toMatchObject({ 'auto-submitted': 'auto-generated' });
    expect(mail?.headers['content-type']).toContain('text/plain');
    expect(mail?.headers['x-mailer']).toBeUndefined();
    expect(mail?.headers['bcc']).toBeUndefined();
  });

  test('carries the same message id at every attempt', async () => {
    await mailer.deliver(LETTER);
    await mailer.deliver(LETTER);
    expect(new Set(mailbox.messages().map(({ messageId }) => messageId)).size).toBe(1);
  });

  test.each(['a@x.org, b@x.org', 'a@x.org\r\nBcc: b@y.org', 'refuges: a@x.org;', 'a@ex\u0430mple.org'])(
    'to %s goes to nobody',
    async (to) => {
      expect(await mailer.deliver({ ...LETTER, to })).toEqual({ is: 'REFUSED', code: 'ADDRESS' });
      expect(mailbox.messages()).toEqual([]);
    },
  );
});

describe('a mail server', () => {
  test('that says "not now" (451) has not taken it', async () => {
    mailbox.failWith(451);
    expect(await mailer.deliver(LETTER)).toEqual({ is: 'NOT_SENT', code: 'SMTP_451' });
    expect(mailer.isWorking()).toBe(false);
  });

  test('that says "never" (550) has refused it, and works', async () => {
    mailbox.failWith(550);
    expect(await mailer.deliver(LETTER)).toEqual({ is: 'REFUSED', code: 'SMTP_550' });
    expect(mailer.isWorking()).toBe(true);
  });

  test('that is away has not taken it, and is left alone for a while', async () => {
    await mailbox.close();
    expect(await mailer.deliver(LETTER)).toMatchObject({ is: 'NOT_SENT' });
    expect(mailer.isWorking()).toBe(false);
    expect(await mailer.deliver(LETTER)).toEqual({ is: 'NOT_SENT', code: 'RESTING' });
    mailbox = await startMailbox();
  });

  test('that is asked whether it works again says so', async () => {
    mailbox.failWith(451);
    await mailer.deliver(LETTER);
    mailbox.failWith();
    await mailer.check();
    expect(mailer.isWorking()).toBe(true);
    expect(await mailer.deliver(LETTER)).toEqual({ is: 'SENT' });
  });
});

/** A server that speaks the lines given, one for each line it hears, and then falls silent or hangs up. */
async function scripted(lines: readonly string[], then: 'silence' | 'hang-up'): Promise<Server> {
  const server = createServer((socket) => {
    const left = [...lines];
    const say = (): void => {
      const line = left.shift();
      if (line !== undefined) socket.write(`${line}\r\n`);
      else if (then === 'hang-up') socket.destroy();
    };
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      if (left.length === 0 && then === 'hang-up') socket.destroy();
      else if (/\r\n/.test(bytes.toString())) say();
    });
    say();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const GREETING = ['220 ready', '250 hello', '250 sender', '250 reader', '354 go on'];

describe('a mail server that falls silent', () => {
  async function deliverTo(server: Server): Promise<unknown> {
    const { port } = server.address() as AddressInfo;
    const silent = openMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: FROM });
    try {
      return await silent.deliver(LETTER);
    } finally {
      silent.close();
      server.close();
    }
  }

  test('before it greets has not taken the letter, and is not waited for long', async () => {
    const started = Date.now();
    expect(await deliverTo(await scripted([], 'silence'))).toMatchObject({ is: 'NOT_SENT' });
    expect(Date.now() - started).toBeLessThan(8_000);
  }, 15_000);

  test('before the reader is named has not taken it', async () => {
    expect(await deliverTo(await scripted(GREETING.slice(0, 3), 'hang-up'))).toMatchObject({ is: 'NOT_SENT' });
  }, 15_000);

  test('after it was handed the letter leaves the outcome unknown', async () => {
    expect(await deliverTo(await scripted(GREETING, 'silence'))).toEqual({ is: 'UNKNOWN' });
  }, 15_000);
});
