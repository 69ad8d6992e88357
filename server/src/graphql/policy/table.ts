import type { DataClass, Rule } from './rules.ts';

/** Fields of one type, in words, under the class of what they hold and the rule that lets somebody read them. */
export type TypePolicy = Readonly<Partial<Record<`${DataClass} ${Rule}`, string>>>;

const PAGE: TypePolicy = { 'C0 SIGNED_IN': 'edges pageInfo totalCount' };
const EDGE: TypePolicy = { 'C0 SIGNED_IN': 'cursor node' };

/**
 * Who may read what: every field of every type, once. A field that is not here keeps the server from starting, and so does
 * a line here that no field answers to. Roots ask for a permission, records for their belonging.
 *
 * This is the second of five layers (SECURITY section 2): what the commands and queries decide comes on top of it, and
 * whatever slips through them stops here.
 */
export const POLICIES: Readonly<Record<string, TypePolicy>> = {
  PageInfo: { 'C0 OPEN': 'hasNextPage endCursor' },
  UserError: { 'C0 SIGNED_IN': 'field code message' },
  TextWarning: { 'C0 SIGNED_IN': 'field code message' },
  SystemState: { 'C0 OPEN': 'automationRunning lastSweepAt queueRunning mailRunning now mailboxUrl' },

  Query: {
    'C0 OPEN': 'viewer system',
    'C2 CASES': 'node',
    'C1 places.find': 'findPlaces',
    'C1 places.likely': 'likelyPlace',
    'C2 referral.read': 'referral',
    'C2 referral.list': 'referrals',
    'C2 request.read': 'placementRequest',
    'C2 request.inbox': 'inbox',
    'C2 vacancies.read': 'vacancies',
    'C2 unit.read': 'unit servicePolicy policyPreview',
    'C1 rota.read': 'rota',
    'C2 work.read': 'myWork',
    'C2 board.read': 'board',
    'C1 areaVacancies.read': 'areaVacancies',
    'C0 figures.read': 'gaps',
    'C0 answers.read': 'serviceAnswers',
    'C2 accounts.manage': 'people person invitations postsToGive',
    'C2 factorReset.read': 'resetsToConfirm',
    'C1 accounts.countReviews': 'overdueReviews',
    'C2 SIGNED_IN': 'ownReset',
    'C2 retention.read': 'retention',
    'C2 clash.review': 'possibleConflicts',
    'C2 duplicate.review': 'possibleDuplicates',
    'C1 looks.review': 'unusualLooks',
    'C2 subjectAccess.handle': 'subjectAccessRequests',
    'C1 callBack.use': 'callBackNumbers',
    'C1 looks.digest': 'lookDigest',
  },
  Mutation: {
    'C3 referral.saveDraft': 'saveDraft',
    'C2 referral.submit': 'submitReferral',
    'C2 referral.withdraw': 'withdrawReferral',
    'C2 referral.reopen': 'reopenReferral',
    'C2 referral.setTonightPlan': 'setTonightPlan',
    'C3 referral.addUnsafeArea': 'addUnsafeArea',
    'C2 consent.record': 'recordConsent withdrawConsent',
    'C3 safety.setDates': 'setWatchDates',
    'C2 safety.record': 'recordSafetyCheck',
    'C3 arrangement.settle': 'settleArrangement',
    'C2 unmetNeed.record': 'recordUnmetNeed',
    'C2 referral.escalate': 'escalateReferral',
    'C2 escalation.acknowledge': 'acknowledgeEscalation',
    'C2 referral.seekAgain': 'seekAgain',
    'C2 request.send': 'sendRequests',
    'C2 request.answer': 'seeRequest acknowledgeRequest askForInformation declineRequest',
    'C3 request.inform': 'giveInformation',
    'C2 request.challenge': 'challengeDecline',
    'C2 challenge.decide': 'decideChallenge',
    'C2 conference.record': 'recordConference',
    'C2 hold.offer': 'makeOffer',
    'C2 hold.place': 'placeHold',
    'C2 hold.extend': 'extendHold',
    'C2 hold.release': 'releaseHold',
    'C2 hold.accept': 'acceptOffer',
    'C2 hold.decline': 'declineOffer',
    'C2 hold.review': 'resumeHold',
    'C2 hold.withdraw': 'withdrawOffer',
    'C3 exclusions.set': 'setExclusions',
    'C2 exclusions.review': 'reviewExclusion',
    'C2 clash.review': 'reviewPossibleConflict',
    'C2 duplicate.review': 'mergeReferrals tellApart unmergeReferrals',
    'C1 looks.review': 'reviewUnusualLooks',
    'C1 callBack.check': 'setCallBackNumber',
    'C1 looks.digest': 'readLookDigest',
    'C2 callBack.use': 'recordCall',
    'C3 subjectAccess.handle':
      'openSubjectAccess showSubjectAccess prepareCopy releaseCopy prepareCopyAgain closeSubjectAccess',
    'C2 conflict.declare': 'declareConflict',
    'C3 glass.break': 'openInEmergency',
    'C2 glass.review': 'reviewOpening',
    'C4 place.release': 'releasePlace takeBackRelease',
    'C4 place.look': 'showPlace',
    'C2 vacancies.confirm': 'confirmVacancies',
    'C1 service.setPolicy': 'setAdmissionPolicy',
    'C1 rota.set': 'setRota addCover removeCover',
    'C2 unit.manage': 'takeUnitOutOfUse returnUnitToUse finishTurnaround',
    'C2 placement.arrive': 'recordArrival',
    'C2 placement.missArrival': 'recordNoShow',
    'C2 placement.giveNotice': 'giveNotice',
    'C2 placement.leave': 'recordDeparture',
    'C2 accounts.manage':
      'invitePerson withdrawInvitation changePerson shutOutPerson bringBackPerson confirmPerson askFactorReset',
    'C2 factorReset.confirm': 'confirmFactorReset',
    'C2 SIGNED_IN': 'stopFactorReset',
    'C2 legalHold.set': 'setLegalHold liftLegalHold',
  },

  Viewer: { 'C0 SIGNED_IN': 'id name role organisation services knowsFunding' },
  Organisation: { 'C0 SIGNED_IN': 'id name areaCode' },
  StaffMember: { 'C0 CASES': 'id name organisation' },
  Service: {
    'C0 SIGNED_IN':
      'id name accommodationType organisation publishedAreaCode referrerMayHold admitsOutOfHours supportLevel',
  },

  LikelyPlace: { 'C1 REFERS': 'likelihood' },
  ServicePolicy: { 'C1 PROVIDES': 'service policy rev mayChange earlier' },
  AdmissionPolicy: {
    'C1 PROVIDES':
      'admits minimumAge boysMaximumAge takesLocalPeople takesPets supportLevel needs admitsOutOfHours referrerMayHold version',
  },
  NeedPolicy: { 'C1 PROVIDES': 'need stance' },
  EarlierPolicy: { 'C1 PROVIDES': 'policy until changedBy' },
  PolicyPreview: { 'C2 PROVIDES': 'since asked turned' },
  TurnedRequest: { 'C2 PROVIDES': 'request before after' },
  DecisionBasis: { 'C2 CASES': 'policyVersion rules label answer reasons facts' },
  ServicePolicyPayload: { 'C1 PROVIDES': 'policy userErrors' },
  PlaceSearch: { 'C1 SEARCHES': 'fits ask nearest services searchedAt boardAgeMs' },
  Place: {
    'C1 SEARCHES':
      'unitId joinedUnitId unitRev service kind label adultBeds childBeds cots answer reasons changesNeeded whyHere lastConfirmedAt freshness mayHold',
    'C2 SEARCHES': 'request',
  },
  ServiceToAsk: { 'C1 SEARCHES': 'service answer reasons', 'C2 SEARCHES': 'request' },
  EligibilityReason: { 'C2 CASES': 'rule answer limit need' },
  Gaps: { 'C0 FIGURES': 'from to total groups' },
  GapGroup: { 'C0 FIGURES': 'group rows' },
  GapRow: { 'C0 OWN_FIGURES': 'code count' },
  ServiceAnswers: { 'C0 OWN_FIGURES': 'service from to answered no reasons groups' },
  AnswerGroup: { 'C0 OWN_FIGURES': 'group rows' },
  AnswerRow: { 'C0 OWN_FIGURES': 'code answered no noShare' },
  AreaVacancies: { 'C1 COORDINATES': 'areaCode free held occupied outOfUse unconfirmed' },

  Referral: {
    'C2 OWN_CASE':
      'id reference status priority source referrer createdAt submittedAt placeBy tonight rev missingFacts actions requests hold placement timeline nextStep unmetNeed looks erasedAt safetyCheckBy consentState consents conferenceBy conference',
    'C3 OWN_CASE': 'story watchDates arrangements preferredName exclusions',
    'C2 COORDINATES': 'matters openings',
  },
  Consent: { 'C2 REFERS': 'parts how givenAt until withdrawnAt' },
  Conference: { 'C2 REFERS': 'heldAt outcome' },
  Challenge: { 'C2 CASES': 'reason at decideBy verdict verdictAt' },
  Arrangement: { 'C3 REFERS': 'kind from outcome endsOn settledAt', 'C4 REFERS': 'to journey' },
  Journey: { 'C4 REFERS': 'way broughtBy paidBy setsOffAt' },
  WatchDate: { 'C3 REFERS': 'why on' },
  Exclusions: { 'C3 REFERS': 'rev people organisations restricted openTo colleagues choices' },
  KeptOutPerson: { 'C3 REFERS': 'who name' },
  Colleague: { 'C0 REFERS': 'id name' },
  ExclusionMatter: { 'C3 COORDINATES': 'userId name role organisationName why verdict' },
  PossibleDuplicate: { 'C2 COORDINATES': 'id notedAt verdict referrals kept' },
  ReviewDuplicatePayload: { 'C2 duplicate.review': 'userErrors' },
  PossibleConflict: { 'C2 COORDINATES': 'id kind notedAt verdict isTogether referrals' },
  GlassOpening: {
    'C2 COORDINATES': 'id by brokenAt until reviewBy reviewer reviewedAt accepted mayReview',
    'C3 COORDINATES': 'reason words',
  },
  Look: { 'C2 CASES': 'id at what inList who byRole byOrganisation reason' },
  Story: {
    'C3 REFERS':
      'preferredName members pregnant dueDate pets safeContact unsafeAreas homeAreaCode tonight stepFree wheelchair adaptedBathroom carerRoom noRecourseToPublicFunds immigration needs arson violence sexualOffence background consentToShare',
  },
  Member: { 'C3 REFERS': 'role sex transgender name dateOfBirth ageYears' },
  SafeContact: { 'C3 REFERS': 'channels codeWord interpreterLanguage ifNoContact' },
  ContactChannel: { 'C3 REFERS': 'kind value safe from until mayLeaveMessage whoMayAnswer' },
  UnsafeArea: { 'C3 REFERS': 'kind areaCode placeName radiusKm whose hard' },
  NeedTold: { 'C2 CASES': 'need severity' },
  NextStep: { 'C2 REFERS': 'at step onCall' },
  TimelineEntry: { 'C2 REFERS': 'id at what byRole byOrganisation serviceName reason wouldBeYesIf' },
  UnmetNeed: { 'C2 REFERS': 'id reason recordedAt' },

  PlacementRequest: {
    'C2 ON_THE_CASE':
      'id reference status priority service referrer sentAt acknowledgeBy decideBy seenAt acknowledgedAt decidedAt declineReason declineNeed routesTried wouldBeYesIf basis hold actions rev looks challenge',
    'C1 ON_THE_CASE': 'onCall',
    'C2 OWN_SERVICE': 'candidates possibleConflict alsoWaiting isShared',
    'C3 OWN_SERVICE': 'facts',
    'C3 ON_THE_CASE': 'questions declineNote',
    'C2 OWN_CASE': 'referral',
  },
  RequestFacts: {
    'C3 PROVIDES':
      'adults childrenAges boysAges childrenOfUnknownAge applicantSex pregnant pets stepFree wheelchair adaptedBathroom carerRoom noRecourseToPublicFunds needs arson violence sexualOffence interpreterLanguage background notShared',
  },
  Question: { 'C2 CASES': 'id askedAt answeredAt', 'C3 CASES': 'question answer' },
  AlsoWaiting: { 'C2 PROVIDES': 'request comesFirst because' },
  Candidate: { 'C2 PROVIDES': 'unit joined free answer reasons' },

  Hold: {
    'C2 ON_THE_CASE':
      'id status offered frozen answer reasons placedAt expiresAt timesExtended service unitLabel arrivalFrom arrivalUntil actions rev releases',
    'C2 OWN_SERVICE': 'mayBeNamed',
    'C4 ON_THE_CASE': 'meetingPoint',
  },
  PlaceRelease: { 'C2 CASES': 'id to releasedAt expiresAt state timesSeen lastSeenAt isMine actions' },
  PlaceAddress: { 'C4 REFERS': 'lines postcode phone directions' },
  Placement: {
    'C2 ON_THE_CASE': 'id service unitLabel reference arrivedOn leavingOn leftOn departureReason actions rev',
  },
  Unit: {
    'C2 OWN_SERVICE':
      'id service label kind adultBeds childBeds cots foldOutBeds stepFree wheelchair adaptedBathroom carerRoom petsWelcome status lastConfirmedAt freshness heldUntil heldForReference hold placement outOfUseReason expectedBack actions rev',
  },

  WorkItem: {
    'C2 work.read': 'id kind dueAt priority reference referral request hold unit service',
    'C3 REFERS': 'preferredName',
  },
  BoardRow: {
    'C2 COORDINATES':
      'referral reference referrerName priority status unplacedSince tonight placeBy asked declined silent offered nextStep acknowledgedBy',
  },

  Rota: { 'C1 rota.read': 'service rev mayChange shifts covers roster people' },
  Shift: { 'C1 rota.read': 'days from until person' },
  Cover: { 'C1 rota.read': 'id from until person insteadOf' },
  RosterStretch: { 'C1 rota.read': 'from until people' },
  OnCallPerson: { 'C1 rota.read': 'id name isHere' },
  OnCall: { 'C1 CASES': 'isSomebody until' },
  RotaPayload: { 'C1 rota.set': 'rota userErrors' },

  Person: {
    'C2 accounts.manage':
      'id name email role services lastSeenAt hasSecondFactor shutOutSince reviewDueAt isViewer reset',
  },
  FactorReset: { 'C2 SIGNED_IN': 'askedAt takesEffectAt askedByViewer' },
  ResetToConfirm: { 'C2 COORDINATES': 'personId name role organisation askedAt' },
  Invitation: { 'C2 accounts.manage': 'id name email role services expiresAt' },
  PostsToGive: { 'C2 accounts.manage': 'roles services domains' },

  Retention: { 'C2 retention.read': 'rules toErase toEraseCount held erased' },
  RetentionRule: { 'C2 retention.read': 'code label days months' },
  StoryToErase: { 'C2 retention.read': 'reference rule eraseFrom isOverdue' },
  HeldStory: { 'C2 retention.read': 'reference reason reviewOn isReviewDue placedBy placedAt' },
  Erasures: { 'C2 retention.read': 'month by count' },

  PersonConnection: PAGE,
  LookConnection: PAGE,
  TimelineConnection: PAGE,
  ReferralConnection: PAGE,
  PlacementRequestConnection: PAGE,
  UnitConnection: PAGE,
  WorkItemConnection: PAGE,
  BoardConnection: PAGE,
  PersonEdge: EDGE,
  LookEdge: EDGE,
  TimelineEdge: EDGE,
  ReferralEdge: EDGE,
  PlacementRequestEdge: EDGE,
  UnitEdge: EDGE,
  WorkItemEdge: EDGE,
  BoardEdge: EDGE,
  InvitePersonPayload: { 'C2 accounts.manage': 'code userErrors' },
  WithdrawInvitationPayload: { 'C2 accounts.manage': 'userErrors' },
  PersonPayload: { 'C2 accounts.manage': 'person userErrors' },
  FactorResetPayload: { 'C2 SIGNED_IN': 'userErrors' },
  UnusualLooks: { 'C1 looks.review': 'id name role organisationName label count notedAt finding' },
  LookDigest: { 'C1 looks.digest': 'id monday isRead people' },
  LooksOfPerson: { 'C1 looks.digest': 'name stories places emergencies' },
  ReadLookDigestPayload: { 'C1 looks.digest': 'userErrors' },
  CallBackNumber: { 'C1 callBack.use': 'id name number checkedAt isOld mayCheck' },
  CallBackPayload: { 'C1 callBack.use': 'userErrors' },
  SubjectAccess: {
    'C2 subjectAccess.handle':
      'id reference state receivedOn dueOn isLate identity preparedByName releasedByName copyUntil mayRelease',
  },
  DisclosureItem: { 'C3 subjectAccess.handle': 'key label tag text' },
  CopyPart: { 'C3 subjectAccess.handle': 'label text' },
  SubjectAccessPayload: { 'C2 subjectAccess.handle': 'userErrors' },
  ShowSubjectAccessPayload: { 'C3 subjectAccess.handle': 'items copy userErrors' },
  ReviewUnusualLooksPayload: { 'C1 looks.review': 'userErrors' },
  ReviewConflictPayload: { 'C2 clash.review': 'userErrors' },
  LegalHoldPayload: { 'C2 legalHold.set': 'userErrors' },
  DeclareConflictPayload: { 'C2 CASES': 'userErrors' },
  ReferralPayload: { 'C2 CASES': 'referral userErrors warnings' },
  RequestsPayload: { 'C2 CASES': 'requests referral userErrors' },
  RequestPayload: { 'C2 CASES': 'request userErrors warnings' },
  HoldPayload: { 'C2 CASES': 'hold request referral nextBest userErrors' },
  ShowPlacePayload: { 'C4 REFERS': 'place shownForSeconds userErrors' },
  UnitsPayload: { 'C2 CASES': 'units userErrors' },
  UnitPayload: { 'C2 CASES': 'unit userErrors' },
  PlacementPayload: { 'C2 CASES': 'placement unit userErrors' },
};
