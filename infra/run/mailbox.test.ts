import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { type Mailbox, startMailbox } from './mailbox.ts';

describe('the development mailbox', () => {
  let mailbox: Mailbox;
  const send = (subject: string, text = 'Sign in to see it.'): Promise<unknown> =>
    createTransport(mailbox.smtpUrl).sendMail({
      from: 'no-reply@openhaven.invalid',
      to: 'worker@example.org',
      subject,
      text,
    });

  beforeAll(async () => {
    mailbox = await startMailbox();
  });
  beforeEach(() => mailbox.clear());
  afterAll(() => mailbox.close());

  it('keeps a real mail as its reader would see it', async () => {
    await send('You have 1 task');
    expect(mailbox.messages()).toEqual([
      expect.objectContaining({
        to: ['worker@example.org'],
        from: 'no-reply@openhaven.invalid',
        subject: 'You have 1 task',
        text: expect.stringContaining('Sign in to see it.'),
      }),
    ]);
  });

  it('names whom the envelope named, not what a header claims', async () => {
    await createTransport(mailbox.smtpUrl).sendMail({
      envelope: { from: 'a@example.org', to: ['real@example.org'] },
      to: 'claimed@example.org',
      text: 'x',
    });
    expect(mailbox.messages()[0]?.to).toEqual(['real@example.org']);
  });

  it('shows the newest first, on a page and as JSON', async () => {
    await send('older');
    await send('newer');
    const page = await (await fetch(mailbox.url)).text();
    expect(page.indexOf('newer')).toBeLessThan(page.indexOf('older'));
    const json = (await (await fetch(`${mailbox.url}/messages.json`)).json()) as { subject: string }[];
    expect(json.map(({ subject }) => subject)).toEqual(['newer', 'older']);
  });

  it('shows markup in a mail as text, on a page where nothing may run', async () => {
    await send('<script>alert(1)</script>', '<img src=x onerror=alert(1)>');
    const response = await fetch(mailbox.url);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toMatch(/<script|<img/);
  });

  it('refuses mails with the code it is told, and then takes them again', async () => {
    mailbox.failWith(451);
    await expect(send('late')).rejects.toMatchObject({ responseCode: 451 });
    mailbox.failWith();
    await send('in time');
    expect(mailbox.messages().map(({ subject }) => subject)).toEqual(['in time']);
  });

  it('keeps the last 500 and no more', async () => {
    const transport = createTransport({ url: mailbox.smtpUrl, pool: true } as never);
    const mail = { from: 'a@example.org', to: 'b@example.org', text: 'x' };
    await Promise.all(Array.from({ length: 505 }, () => transport.sendMail(mail)));
    transport.close();
    expect(mailbox.messages()).toHaveLength(500);
  }, 30_000);

  it('answers nothing but reading', async () => {
    expect((await fetch(mailbox.url, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${mailbox.url}/elsewhere`)).status).toBe(404);
  });
});
