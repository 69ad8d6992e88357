import type { Mail } from './mailbox.ts';

const STYLE = `
body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color: #14201f; background: #fff }
article { border-top: 2px solid #0b5c5c; padding: 1rem 0 }
h1 { font-size: 1.75rem } h2 { font-size: 1.25rem; margin: 0 0 .5rem }
dt { float: left; clear: left; width: 5rem; font-weight: bold } dd { margin: 0 0 0 5rem; overflow-wrap: anywhere }
pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; background: #eef4f3; padding: 1rem }
`;

/** Nothing may run or be fetched on this page: a mail is somebody else's text. */
export const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const WHEN = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'Europe/London' });

function article(mail: Mail): string {
  return `<article>
<h2>${escaped(mail.subject || '(no subject)')}</h2>
<dl><dt>To</dt><dd>${escaped(mail.to.join(', '))}</dd><dt>From</dt><dd>${escaped(mail.from)}</dd>
<dt>Sent</dt><dd><time datetime="${escaped(mail.receivedAt)}">${WHEN.format(new Date(mail.receivedAt))}</time></dd></dl>
<pre>${escaped(mail.text)}</pre>
</article>`;
}

/** The mailbox as one plain page, newest first. */
export function mailboxPage(mails: readonly Mail[]): string {
  const count = mails.length === 1 ? '1 e-mail' : `${mails.length} e-mails`;
  const body =
    mails.length === 0
      ? '<p>Nothing has been sent yet. Reload this page to look again.</p>'
      : mails.map(article).join('\n');
  return `<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Development mailbox</title><style>${STYLE}</style></head>
<body>
<header><h1>Development mailbox</h1>
<p>Every e-mail that this trial sends ends here and goes nowhere else. Newest first: ${count}.</p></header>
<main>
${body}
</main>
</body>
</html>
`;
}
