import { isDistrict, isUpperTier, placeNamed } from './area.ts';
import { type CivilDate, addDays, civilDateAt, isTimeOfDay, parseCivilDate } from './calendar.ts';
import { IMMIGRATION_STATUSES, SUPPORT_NEEDS, isCodeOf } from './codes.ts';
import { type Refusal, refuse } from './decision.ts';
import { nameFault, textFault } from './free-text.ts';
import type { RefusalCode } from './refusal.ts';
import type { ContactChannelInput, MemberInput, SafeContactInput, StoryInput, UnsafeAreaInput } from './story-input.ts';

/** Nobody is older, and a form that says so has a slip of the pen. */
export const OLDEST_AGE = 110;
/** Households larger than this are entered as two referrals, by agreement with the coordinator. */
export const MOST_MEMBERS = 20;
const MOST_CHANNELS = 10;
const MOST_UNSAFE_AREAS = 50;
const LARGEST_RADIUS_KM = 100;
/** A due date may have passed by so many days: babies come late, and forms later. */
const DUE_DATE_PAST_DAYS = 31;

type Faults = readonly Refusal[];

const NONE: Faults = [];

/** A refusal of one field, if there is a code for it. */
function at(field: string, code: RefusalCode | undefined): Faults {
  return code === undefined ? NONE : [refuse(code, field)];
}

/** Looks at a value only if it has been given; empty text is a field left alone. */
function given<T>(value: T | null | undefined, look: (value: T) => RefusalCode | undefined): RefusalCode | undefined {
  return value === null || value === undefined || value === '' ? undefined : look(value);
}

function wholeNumber(value: number, least: number, most: number): RefusalCode | undefined {
  return Number.isInteger(value) && value >= least && value <= most ? undefined : 'NUMBER_OUT_OF_RANGE';
}

function birthFault(text: string, today: CivilDate): RefusalCode | undefined {
  const date = parseCivilDate(text);
  if (date === undefined) return 'DATE_NOT_REAL';
  if (date > today) return 'DATE_IN_FUTURE';
  return Number(today.slice(0, 4)) - Number(date.slice(0, 4)) > OLDEST_AGE ? 'NUMBER_OUT_OF_RANGE' : undefined;
}

function dueDateFault(text: string, today: CivilDate): RefusalCode | undefined {
  const date = parseCivilDate(text);
  if (date === undefined) return 'DATE_NOT_REAL';
  return date < addDays(today, -DUE_DATE_PAST_DAYS) ? 'DATE_IN_PAST' : undefined;
}

function memberFaults(member: MemberInput, path: string, today: CivilDate): Faults {
  return [
    ...at(`${path}.name`, given(member.name, nameFault)),
    ...at(
      `${path}.dateOfBirth`,
      given(member.dateOfBirth, (text) => birthFault(text, today)),
    ),
    ...at(
      `${path}.ageYears`,
      given(member.ageYears, (age) => wholeNumber(age, 0, OLDEST_AGE)),
    ),
  ];
}

function applicantFaults(members: readonly MemberInput[]): Faults {
  const second = members.findIndex(
    (member, index) => member.role === 'APPLICANT' && members.findIndex((one) => one.role === 'APPLICANT') < index,
  );
  return second < 0 ? NONE : [refuse('HOUSEHOLD_TWO_APPLICANTS', `members.${second}.role`)];
}

function childrenFaults(count: number, members: readonly MemberInput[]): RefusalCode | undefined {
  const listed = members.filter((member) => member.role === 'CHILD').length;
  return wholeNumber(count, 0, MOST_MEMBERS) ?? (count === listed ? undefined : 'CHILDREN_DO_NOT_ADD_UP');
}

function householdFaults(input: StoryInput, today: CivilDate): Faults {
  const members = input.members ?? [];
  return [
    ...at('members', wholeNumber(members.length, 0, MOST_MEMBERS)),
    ...members.flatMap((member, index) => memberFaults(member, `members.${index}`, today)),
    ...applicantFaults(members),
    ...at(
      'childrenCount',
      given(input.childrenCount, (count) => childrenFaults(count, members)),
    ),
    ...at(
      'dueDate',
      given(input.dueDate, (text) => dueDateFault(text, today)),
    ),
  ];
}

const timeFault = (text: string): RefusalCode | undefined => (isTimeOfDay(text) ? undefined : 'TIME_NOT_REAL');

function channelFaults(channel: ContactChannelInput, path: string): Faults {
  return [
    ...at(`${path}.value`, given(channel.value, nameFault)),
    ...at(`${path}.from`, given(channel.from, timeFault)),
    ...at(`${path}.until`, given(channel.until, timeFault)),
    ...at(`${path}.whoMayAnswer`, given(channel.whoMayAnswer, nameFault)),
  ];
}

function contactFaults(contact: SafeContactInput): Faults {
  return [
    ...at('safeContact.channels', wholeNumber(contact.channels.length, 0, MOST_CHANNELS)),
    ...contact.channels.flatMap((channel, index) => channelFaults(channel, `safeContact.channels.${index}`)),
    ...at('safeContact.codeWord', given(contact.codeWord, nameFault)),
    ...at('safeContact.interpreterLanguage', given(contact.interpreterLanguage, nameFault)),
  ];
}

/** Why an unsafe area cannot be taken: `path` says where in the form it stands. */
export function unsafeAreaFaults(area: UnsafeAreaInput, path: string): Faults {
  if (area.kind === 'PLACE') {
    const isKnown = placeNamed(area.placeName ?? '') !== undefined;
    return [
      ...at(`${path}.placeName`, isKnown ? undefined : 'AREA_UNKNOWN'),
      ...at(`${path}.radiusKm`, wholeNumber(area.radiusKm ?? 0, 1, LARGEST_RADIUS_KM)),
    ];
  }
  const code = area.areaCode ?? '';
  const isKnown = area.kind === 'DISTRICT' ? isDistrict(code) : isUpperTier(code);
  return at(`${path}.areaCode`, isKnown ? undefined : 'AREA_UNKNOWN');
}

function areaFaults(input: StoryInput): Faults {
  const unsafe = input.unsafeAreas ?? [];
  return [
    ...at('unsafeAreas', wholeNumber(unsafe.length, 0, MOST_UNSAFE_AREAS)),
    ...unsafe.flatMap((area, index) => unsafeAreaFaults(area, `unsafeAreas.${index}`)),
    ...at(
      'homeAreaCode',
      given(input.homeAreaCode, (code) => (isDistrict(code) ? undefined : 'AREA_UNKNOWN')),
    ),
  ];
}

function needFaults(input: StoryInput, today: CivilDate): Faults {
  const needs = input.needs ?? [];
  return [
    ...needs.flatMap(({ need }, index) =>
      at(`needs.${index}.need`, isCodeOf(SUPPORT_NEEDS, need, today) ? undefined : 'CHOICE_UNKNOWN'),
    ),
    ...at(
      'immigration',
      given(input.immigration, (code) => (isCodeOf(IMMIGRATION_STATUSES, code, today) ? undefined : 'CHOICE_UNKNOWN')),
    ),
  ];
}

/**
 * Everything in a story that cannot stand, with the field it belongs to as a dotted path (`members.1.dateOfBirth`), in
 * the order of the form. Empty if it can be kept. What is missing is not a fault: a draft may be as short as it likes.
 */
export function storyFaults(input: StoryInput, now: Date): readonly Refusal[] {
  const today = civilDateAt(now);
  return [
    ...at('preferredName', given(input.preferredName, nameFault)),
    ...householdFaults(input, today),
    ...(input.safeContact ? contactFaults(input.safeContact) : NONE),
    ...areaFaults(input),
    ...needFaults(input, today),
    ...at('background', given(input.background, textFault)),
  ];
}
