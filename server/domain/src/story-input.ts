import type { UnsafeArea, UnsafeAreaOwner } from './area.ts';
import type { KnownAnswer, MemberRole, PetKind, Sex } from './household.ts';
import type { ChannelKind, IfNoContact } from './safe-contact.ts';
import type { Severity, TonightPlan } from './story.ts';

/** A value that a form may leave out. */
type Maybe<T> = T | null | undefined;

/** A member as a form or another system sends it: text and numbers not yet looked at. */
export interface MemberInput {
  readonly role: MemberRole;
  readonly sex?: Maybe<Sex>;
  readonly transgender?: Maybe<KnownAnswer>;
  readonly name?: Maybe<string>;
  readonly dateOfBirth?: Maybe<string>;
  readonly ageYears?: Maybe<number>;
}

export interface ContactChannelInput {
  readonly kind: ChannelKind;
  readonly value?: Maybe<string>;
  readonly safe: boolean;
  readonly from?: Maybe<string>;
  readonly until?: Maybe<string>;
  readonly mayLeaveMessage?: Maybe<boolean>;
  readonly whoMayAnswer?: Maybe<string>;
}

export interface SafeContactInput {
  readonly channels: readonly ContactChannelInput[];
  readonly codeWord?: Maybe<string>;
  readonly interpreterLanguage?: Maybe<string>;
  readonly ifNoContact?: Maybe<IfNoContact>;
}

export interface UnsafeAreaInput {
  readonly kind: UnsafeArea['kind'];
  readonly areaCode?: Maybe<string>;
  readonly placeName?: Maybe<string>;
  readonly radiusKm?: Maybe<number>;
  readonly whose: UnsafeAreaOwner;
  readonly hard?: Maybe<boolean>;
}

export interface NeedToldInput {
  readonly need: string;
  readonly severity?: Maybe<Severity>;
}

/** A story as it is sent: the same shape for the form, the API and the import. What is left out has not been told. */
export interface StoryInput {
  readonly preferredName?: Maybe<string>;
  readonly members?: Maybe<readonly MemberInput[]>;
  /** If given, must equal the number of children listed. */
  readonly childrenCount?: Maybe<number>;
  readonly pregnant?: Maybe<KnownAnswer>;
  readonly dueDate?: Maybe<string>;
  readonly pets?: Maybe<readonly PetKind[]>;
  readonly safeContact?: Maybe<SafeContactInput>;
  readonly unsafeAreas?: Maybe<readonly UnsafeAreaInput[]>;
  readonly homeAreaCode?: Maybe<string>;
  readonly tonight?: Maybe<TonightPlan>;
  readonly stepFree?: Maybe<KnownAnswer>;
  readonly wheelchair?: Maybe<KnownAnswer>;
  readonly adaptedBathroom?: Maybe<KnownAnswer>;
  readonly carerRoom?: Maybe<KnownAnswer>;
  readonly noRecourseToPublicFunds?: Maybe<KnownAnswer>;
  readonly immigration?: Maybe<string>;
  readonly needs?: Maybe<readonly NeedToldInput[]>;
  readonly arson?: Maybe<KnownAnswer>;
  readonly violence?: Maybe<KnownAnswer>;
  readonly sexualOffence?: Maybe<KnownAnswer>;
  readonly background?: Maybe<string>;
  readonly consentToShare?: Maybe<KnownAnswer>;
}
