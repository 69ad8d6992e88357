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
