import { contactCard } from './contact-card';

const NOON = new Date('2026-11-21T12:00:00Z');
const PHONE = {
  kind: 'PHONE',
  value: '07700 900000',
  safe: true,
  from: '09:00',
  until: '15:00',
  mayLeaveMessage: false,
  whoMayAnswer: null,
} as const;
const contact = (...channels: (typeof PHONE | { readonly [key in keyof typeof PHONE]: unknown })[]) =>
  ({ channels, codeWord: 'curtains', interpreterLanguage: null, ifNoContact: 'DO_NOT_CALL_POLICE' }) as Parameters<
    typeof contactCard
  >[0];

describe('how the survivor may be reached', () => {
  it('is now, within the safe hours', () => {
    expect(contactCard(contact(PHONE), NOON).now).toEqual([expect.stringContaining('07700 900000')]);
  });

  it('is later, outside the safe hours', () => {
    const card = contactCard(contact({ ...PHONE, from: '18:00', until: '20:00' }), NOON);
    expect([card.now, card.later.length]).toEqual([[], 1]);
  });

  it('is never by a way that is not safe', () => {
    const card = contactCard(contact({ ...PHONE, safe: false }), NOON);
    expect([card.now, card.later]).toEqual([[], []]);
    expect(card.never).toEqual(['Not safe, do not use: Phone call ending in 000']);
  });

  it('names an e-mail address that he reads too, and does not spell it out', () => {
    const card = contactCard(contact({ ...PHONE, kind: 'EMAIL', value: 'maya@example.org', safe: false }), NOON);
    expect(card.never).toEqual(['Not safe, do not use: E-mail that begins with ma']);
  });

  it('says the code word, and what the survivor wants if nobody answers', () => {
    expect(contactCard(contact(PHONE), NOON).notes).toEqual([
      'Code word: curtains',
      'If you cannot reach them: do not call the police',
    ]);
  });
});
