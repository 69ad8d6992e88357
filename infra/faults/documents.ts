/** The acts and questions of the fault runs, as the pages send them. */
export const SAVE_DRAFT = `mutation ($input: SaveDraftInput!) {
  saveDraft(input: $input) { referral { id rev } userErrors { code field } }
}`;

export const SUBMIT = `mutation ($input: ReferralActInput!) {
  submitReferral(input: $input) { referral { id reference status } userErrors { code field } }
}`;

export const PLACE_HOLD = `mutation ($input: PlaceHoldInput!) {
  placeHold(input: $input) { hold { id status } userErrors { code } nextBest { unitId } }
}`;

export const SEND_REQUESTS = `mutation ($input: SendRequestsInput!) {
  sendRequests(input: $input) { requests { id } userErrors { code } }
}`;

export const MAKE_OFFER = `mutation ($input: MakeOfferInput!) {
  makeOffer(input: $input) { hold { id } userErrors { code } }
}`;

export const RELEASE_HOLD = `mutation ($input: HoldActInput!) {
  releaseHold(input: $input) { hold { id } userErrors { code } }
}`;

export const ADD_UNSAFE_AREA = `mutation ($input: AddUnsafeAreaInput!) {
  addUnsafeArea(input: $input) { referral { id } userErrors { code } }
}`;

export const FIND_PLACES = `query ($id: ID!) {
  findPlaces(referralId: $id) {
    fits { unitId unitRev mayHold service { id } }
    ask { unitId service { id } }
    services { service { id } }
  }
}`;

/** A household small enough to fit almost anywhere, so that many want the same unit. */
export const LONE_WOMAN = {
  members: [{ role: 'APPLICANT', sex: 'FEMALE', transgender: 'NO', ageYears: 34 }],
  pregnant: 'NO',
  safeContact: { channels: [{ kind: 'THROUGH_REFERRER', safe: true, mayLeaveMessage: false }] },
  unsafeAreas: [],
  tonight: 'NOWHERE',
  stepFree: 'NO',
  wheelchair: 'NO',
  adaptedBathroom: 'NO',
  carerRoom: 'NO',
  noRecourseToPublicFunds: 'NO',
  consentToShare: 'YES',
} as const;

/** A word for each personal thing that a story can hold: wherever one turns up, it says what has leaked. */
export const STORY_WORDS = {
  preferredName: 'Zanthia',
  childName: 'Quillonette',
  phone: '07700 900987',
  whoMayAnswer: 'Auntie Vexley',
  codeWord: 'marmalade-kestrel',
  background: 'canary-background',
} as const;

/** The same household with a word in every personal field. */
export const TOLD_STORY = {
  ...LONE_WOMAN,
  preferredName: STORY_WORDS.preferredName,
  members: [
    { ...LONE_WOMAN.members[0], name: `${STORY_WORDS.preferredName} Moorcroft` },
    { role: 'CHILD', sex: 'FEMALE', ageYears: 2, name: STORY_WORDS.childName },
  ],
  safeContact: {
    channels: [
      { kind: 'PHONE', value: STORY_WORDS.phone, safe: true, whoMayAnswer: STORY_WORDS.whoMayAnswer },
      ...LONE_WOMAN.safeContact.channels,
    ],
    codeWord: STORY_WORDS.codeWord,
  },
  background: STORY_WORDS.background,
} as const;

/** What the demonstration data say of where its refuges are. */
export const PLACE_WORDS = {
  address: 'Demonstration Street',
  postcode: 'ZZ1 1ZZ',
  phone: '01632 9601',
  directions: 'Ring twice and say the word',
} as const;

/** What people type in the tests of pages, and nobody else says. */
export const TYPED_WORDS = {
  meetingPoint: 'The taxi rank at the station',
  background: 'Her sister has 07700 900123',
  question: 'Do they know 12 Mill Lane?',
  whomTheyFlee: 'Bartholomew Quaverly',
  resident: 'Resident of ',
} as const;
