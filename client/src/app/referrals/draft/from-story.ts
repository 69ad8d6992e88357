import { ageOn, civilDateAt, parseCivilDate } from '@openhaven/domain/calendar';
import type { StoryPartsFragment } from '../../api/generated';
import {
  A_PLACE,
  type ChannelForm,
  EMPTY_CHANNEL,
  EMPTY_FORM,
  type MemberForm,
  memberOf,
  type StoryForm,
  textsOf,
  type UnsafeAreaForm,
} from './story-form';

type Channel = NonNullable<StoryPartsFragment['safeContact']>['channels'][number];
type Area = NonNullable<StoryPartsFragment['unsafeAreas']>[number];

/** A saved story as the pages of a draft hold it; ages are as of `now`. */
export function formOf(story: StoryPartsFragment, now: Date): StoryForm {
  const members = membersOf(story, now);
  return {
    ...EMPTY_FORM,
    ...textsOf(members),
    ...contactOf(story),
    ...answersOf(story),
    preferredName: story.preferredName ?? '',
    members,
    dueDate: story.dueDate ?? '',
    pets: story.pets,
    unsafe: unsafeOf(story),
    unsafeAreas: (story.unsafeAreas ?? []).map(areaForm),
    homeAreaCode: story.homeAreaCode ?? '',
    immigration: story.immigration ?? '',
    needs: story.needs,
    background: story.background ?? '',
  };
}

function answersOf(story: StoryPartsFragment) {
  const { stepFree, wheelchair, adaptedBathroom, carerRoom, arson, violence, sexualOffence } = story;
  const { tonight, pregnant, noRecourseToPublicFunds, consentToShare } = story;
  return {
    access: { stepFree, wheelchair, adaptedBathroom, carerRoom },
    history: { arson, violence, sexualOffence },
    tonight,
    pregnant,
    noRecourseToPublicFunds,
    consentToShare,
  };
}

type Member = StoryPartsFragment['members'][number];

/** The people of a saved story as the pages hold them; ages are as of `now`. */
export function memberForms(members: readonly Member[], now: Date): readonly MemberForm[] {
  return members.map((member) =>
    memberOf(member.role, {
      sex: member.sex,
      transgender: member.transgender,
      name: member.name ?? '',
      dateOfBirth: member.dateOfBirth ?? '',
      age: ageText(member, now),
    }),
  );
}

function membersOf(story: StoryPartsFragment, now: Date): readonly MemberForm[] {
  const members = memberForms(story.members, now);
  return members.some(({ role }) => role === 'APPLICANT') ? members : [memberOf('APPLICANT'), ...members];
}

function ageText({ ageYears, dateOfBirth }: Member, now: Date): string {
  const born = parseCivilDate(dateOfBirth ?? '');
  if (born === undefined) return ageYears === null ? '' : String(ageYears);
  return String(ageOn(born, civilDateAt(now)));
}

function contactOf({ safeContact }: StoryPartsFragment) {
  const channels = (safeContact?.channels ?? []).map(channelForm);
  return {
    channels: channels.length === 0 ? [EMPTY_CHANNEL] : channels,
    codeWord: safeContact?.codeWord ?? '',
    interpreterLanguage: safeContact?.interpreterLanguage ?? '',
    ifNoContact: safeContact?.ifNoContact ?? 'NOT_ASKED',
  };
}

/** A saved way of contact as the pages hold it. */
export function channelForm(channel: Channel): ChannelForm {
  const { kind, safe, mayLeaveMessage } = channel;
  return {
    kind,
    safe,
    mayLeaveMessage,
    value: channel.value ?? '',
    from: channel.from ?? '',
    until: channel.until ?? '',
    whoMayAnswer: channel.whoMayAnswer ?? '',
  };
}

function unsafeOf({ unsafeAreas }: StoryPartsFragment): StoryForm['unsafe'] {
  if (unsafeAreas === null) return '';
  return unsafeAreas.length === 0 ? 'NONE' : 'SOME';
}

function areaForm({ areaCode, placeName, radiusKm, whose, hard }: Area): UnsafeAreaForm {
  return {
    areaCode: areaCode ?? A_PLACE,
    placeName: placeName ?? '',
    radiusKm: radiusKm === null ? '' : String(radiusKm),
    whose,
    hard,
  };
}
