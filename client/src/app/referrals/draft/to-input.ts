import { isDistrict } from '@openhaven/domain/area';
import type {
  ContactChannelInput,
  MemberInput,
  PetKind,
  SafeContactInput,
  StoryInput,
  UnsafeAreaInput,
} from '../../api/generated';
import { NOT_A_DAY } from '../../ui/field/date-parts';
import { A_PLACE, type ChannelForm, type MemberForm, type StoryForm, type UnsafeAreaForm } from './story-form';

/**
 * What is sent: the story without what is empty or cannot be read yet, so that a half-typed answer never costs the rest.
 */
export function toInput(form: StoryForm): StoryInput {
  return {
    ...filled({
      preferredName: form.preferredName,
      dueDate: form.pregnant === 'YES' ? day(form.dueDate) : '',
      homeAreaCode: form.homeAreaCode,
      immigration: form.immigration,
      background: form.background,
    }),
    ...unsafeInput(form),
    ...form.access,
    ...form.history,
    safeContact: contactInput(form),
    members: form.members.filter(isTold).map(memberInput),
    pregnant: form.pregnant,
    pets: form.pets as readonly PetKind[],
    tonight: form.tonight,
    noRecourseToPublicFunds: form.noRecourseToPublicFunds,
    needs: form.needs,
    consentToShare: form.consentToShare,
  };
}

/** An unsafe area as it is sent; undefined until it says where. */
export function areaInput({ areaCode, placeName, radiusKm, whose, hard }: UnsafeAreaForm): UnsafeAreaInput | undefined {
  if (areaCode !== A_PLACE && areaCode !== '')
    return { kind: isDistrict(areaCode) ? 'DISTRICT' : 'COUNTY', areaCode, whose, hard };
  const km = Number(radiusKm);
  if (placeName.trim() === '' || !Number.isInteger(km) || km < 1) return undefined;
  return { kind: 'PLACE', placeName: placeName.trim(), radiusKm: km, whose, hard };
}

function unsafeInput({ unsafe, unsafeAreas }: StoryForm): Pick<StoryInput, 'unsafeAreas'> {
  const areas = unsafeAreas.map(areaInput).filter((area) => area !== undefined);
  if (unsafe === 'NONE') return { unsafeAreas: [] };
  // "Yes" without a place yet is not an answer: an empty list would say that there are none.
  return areas.length === 0 ? {} : { unsafeAreas: areas };
}

function contactInput(form: StoryForm): SafeContactInput {
  return {
    channels: form.channels.map(channelInput).filter((channel) => channel !== undefined),
    ifNoContact: form.ifNoContact,
    ...filled({ codeWord: form.codeWord, interpreterLanguage: form.interpreterLanguage }),
  };
}

function channelInput(channel: ChannelForm): ContactChannelInput | undefined {
  const { kind, safe, mayLeaveMessage, value, from, until, whoMayAnswer } = channel;
  if (kind === '') return undefined;
  if (kind === 'THROUGH_REFERRER') return { kind, safe, mayLeaveMessage: false };
  if (value.trim() === '') return undefined;
  return { kind, safe, mayLeaveMessage, ...filled({ value, from, until, whoMayAnswer }) };
}

function isTold({ role, sex, name, dateOfBirth, age }: MemberForm): boolean {
  return role !== 'APPLICANT' || sex !== 'NOT_KNOWN' || [name, dateOfBirth, age].some((text) => text.trim() !== '');
}

function memberInput({ role, sex, transgender, name, dateOfBirth, age }: MemberForm): MemberInput {
  const years = /^\d{1,3}$/.test(age.trim()) ? { ageYears: Number(age) } : {};
  return { role, sex, transgender, ...years, ...filled({ name, dateOfBirth: day(dateOfBirth) }) };
}

function day(text: string): string {
  return text === NOT_A_DAY ? '' : text;
}

/** The texts that hold something, trimmed. */
function filled<Texts extends Readonly<Record<string, string>>>(texts: Texts): Partial<Texts> {
  const entries = Object.entries(texts).map(([name, text]) => [name, text.trim()] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== '')) as Partial<Texts>;
}
