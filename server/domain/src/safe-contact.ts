import { timeOfDayAt } from './calendar.ts';

export const CHANNEL_KINDS = ['PHONE', 'TEXT', 'EMAIL', 'THROUGH_REFERRER'] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** A way of reaching the survivor, and whether it is safe. An unsafe channel must not be used at all. */
export interface ContactChannel {
  readonly kind: ChannelKind;
  readonly value?: string;
  readonly safe: boolean;
  /** Local hours in Europe/London between which it is safe, "HH:MM"; left out means at any time. */
  readonly from?: string;
  readonly until?: string;
  readonly mayLeaveMessage: boolean;
  readonly whoMayAnswer?: string;
}

export const IF_NO_CONTACT = ['CALL_POLICE', 'DO_NOT_CALL_POLICE', 'NOT_ASKED'] as const;
export type IfNoContact = (typeof IF_NO_CONTACT)[number];

/** How the survivor may be reached. Read before any number is shown. */
export interface SafeContact {
  readonly channels: readonly ContactChannel[];
  readonly codeWord?: string;
  readonly interpreterLanguage?: string;
  readonly ifNoContact: IfNoContact;
}

/** Whether a channel leads anywhere: marked safe, and with a number or address unless it goes through the referrer. */
export function isUsable(channel: ContactChannel): boolean {
  return channel.safe && (channel.kind === 'THROUGH_REFERRER' || channel.value !== undefined);
}

/** From `from` up to, but not at, `until`; hours that pass midnight (22:00 to 06:00) are the night between. */
function isWithin(time: string, from: string, until: string): boolean {
  return from <= until ? from <= time && time < until : from <= time || time < until;
}

/** Whether a channel may be used at an instant. A bound left out is no bound; an unsafe channel never may. */
export function isSafeNow(channel: ContactChannel, now: Date): boolean {
  if (!isUsable(channel)) return false;
  if (channel.from === undefined && channel.until === undefined) return true;
  return isWithin(timeOfDayAt(now), channel.from ?? '00:00', channel.until ?? '24:00');
}

/** The channels that may be used at an instant, in the order the survivor gave them. */
export function safeChannels(contact: SafeContact, now: Date): readonly ContactChannel[] {
  return contact.channels.filter((channel) => isSafeNow(channel, now));
}

/** Whether words may be left behind on a channel: only where the survivor said so, and only while it is safe. */
export function mayLeaveMessage(channel: ContactChannel, now: Date): boolean {
  return channel.mayLeaveMessage && isSafeNow(channel, now);
}

/** Whether the police may be asked to look in when she cannot be reached. Not asked means no. Source: SCENARIOS A7. */
export function mayAskForWelfareCheck(contact: SafeContact): boolean {
  return contact.ifNoContact === 'CALL_POLICE';
}
