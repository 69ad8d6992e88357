import { expect, test } from '@jest/globals';
import { readAddress } from './address.ts';

test.each([
  'manager.rowan@example.org',
  "o'connor+duty@refuge.example.org.uk",
  'A_B-c%1@xy.co',
  `${'a'.repeat(64)}@example.org`,
])('takes %s as it stands', (text) => {
  expect(readAddress(text)).toBe(text);
});

test.each([
  ['two addresses with a comma', 'a@example.org, b@example.org'],
  ['two addresses with a semicolon', 'a@example.org;b@example.org'],
  ['a group', 'refuges: a@example.org;'],
  ['a name around it', 'Marta <a@example.org>'],
  ['angle brackets', '<a@example.org>'],
  ['a comment', 'a@example.org (home)'],
  ['a header smuggled in', 'a@example.org\r\nBcc: b@example.org'],
  ['a line break alone', 'a@example.org\n'],
  ['a zero byte', 'a@example.org\0'],
  ['a space before', ' a@example.org'],
  ['a space inside', 'a b@example.org'],
  ['a tab', 'a\t@example.org'],
  ['quotes', '"a b"@example.org'],
  ['a route', '@relay.org:a@example.org'],
  ['two at signs', 'a@b@example.org'],
  ['a percent relay in the domain', 'a@example%2eorg.org'],
  ['a Cyrillic letter in the domain', 'a@ex\u0430mple.org'],
  ['the same letter encoded', 'a@xn--exmple-4nf.org'],
  ['an encoded label in capitals', 'a@XN--exmple-4nf.org'],
  ['a full-width at sign', 'a\uff20example.org'],
  ['a letter with an accent', 'zo\u00eb@example.org'],
  ['an address by number', 'a@[127.0.0.1]'],
  ['a number for a domain', 'a@127.0.0.1'],
  ['no dot in the domain', 'a@localhost'],
  ['a dot at the end', 'a@example.org.'],
  ['two dots', 'a..b@example.org'],
  ['a dot first', '.a@example.org'],
  ['a hyphen first in a label', 'a@-example.org'],
  ['no local part', '@example.org'],
  ['no domain', 'a@'],
  ['nothing', ''],
  ['too long a local part', `${'a'.repeat(65)}@example.org`],
  ['too long altogether', `a@${'a.'.repeat(130)}org`],
])('refuses %s', (_what, text) => {
  expect(readAddress(text)).toBeNull();
});
