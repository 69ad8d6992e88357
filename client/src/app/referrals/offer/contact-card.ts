import { type ContactChannel, isUsable, safeChannels, type SafeContact } from '@openhaven/domain/safe-contact';
import type { SafeContactPartsFragment } from '../../api/generated';
import { IF_NO_CONTACT } from '../../ui/words/story';
import { channelForm } from '../draft/from-story';
import { channelInWords } from '../draft/story-rows';

/** How the survivor may be reached at this moment, in words. Read before any number is used. */
export interface ContactCard {
  readonly now: readonly string[];
  readonly later: readonly string[];
  readonly never: readonly string[];
  readonly notes: readonly string[];
}

/** Sorts the ways of contact by whether they may be used now, at another hour, or never. */
export function contactCard(contact: SafeContactPartsFragment, at: Date): ContactCard {
  const channels = contact.channels.map(domainChannel);
  const usable = new Set(safeChannels({ ...contact, channels } as SafeContact, at));
  const lines = (wanted: (channel: ContactChannel) => boolean): readonly string[] =>
    contact.channels
      .filter((_, index) => wanted(channels[index] as ContactChannel))
      .map((channel) => channelInWords(channelForm(channel)));
  return {
    now: lines((channel) => usable.has(channel)),
    later: lines((channel) => isUsable(channel) && !usable.has(channel)),
    never: lines((channel) => !channel.safe),
    notes: notesOf(contact),
  };
}

type Sent = SafeContactPartsFragment['channels'][number];

function domainChannel({ kind, value, safe, from, until, mayLeaveMessage }: Sent): ContactChannel {
  return {
    kind,
    safe,
    mayLeaveMessage,
    ...(value === null ? {} : { value }),
    ...(from === null ? {} : { from }),
    ...(until === null ? {} : { until }),
  };
}

function notesOf({ codeWord, interpreterLanguage, ifNoContact }: SafeContactPartsFragment): readonly string[] {
  return [
    codeWord ? `Code word: ${codeWord}` : '',
    interpreterLanguage ? `Interpreter: ${interpreterLanguage}` : '',
    `If you cannot reach them: ${IF_NO_CONTACT[ifNoContact].toLowerCase()}`,
  ].filter((note) => note !== '');
}
