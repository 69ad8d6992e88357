/** Which value of ours stands behind each GraphQL type, as `module#Type`, seen from `server/src/graphql/generated`. */
const context = (type: string): string => `../../context.ts#${type}`;
const query = (file: string, type: string): string => `../../queries/${file}.ts#${type}`;
const domain = (file: string, type: string): string => `@openhaven/domain/${file}#${type}`;

export const MAPPERS: Readonly<Record<string, string>> = {
  Organisation: context('Organisation as KeptOrganisation'),
  Service: context('KeptService'),
  Unit: context('KeptUnit'),
  Referral: context('KeptReferral'),
  PlacementRequest: context('KeptRequest'),
  Hold: context('KeptHold'),
  Placement: context('KeptPlacement'),
  Question: context('Question as KeptQuestion'),
  UnmetNeed: context('UnmetNeed as KeptUnmetNeed'),
  TimelineEntry: context('AuditRow'),
  Story: domain('story', 'Story as DomainStory'),
  Member: domain('household', 'Member as DomainMember'),
  ContactChannel: domain('safe-contact', 'ContactChannel as DomainChannel'),
  SafeContact: domain('safe-contact', 'SafeContact as DomainContact'),
  UnsafeArea: domain('area', 'UnsafeArea as DomainUnsafeArea'),
  RequestFacts: domain('request-facts', 'RequestFacts as DomainFacts'),
  EligibilityReason: domain('eligibility', 'Reason'),
  Viewer: query('viewer', 'ViewerView'),
  Place: query('find-places', 'PlaceView'),
  ServiceToAsk: query('find-places', 'ServiceView'),
  PlaceSearch: query('find-places', 'SearchView'),
  Candidate: query('candidates', 'CandidateView'),
  Person: query('people', 'PersonView'),
  Invitation: context('Invitation as KeptInvitation'),
  FactorReset: context('FactorReset as KeptReset'),
  ResetToConfirm: query('factor-resets', 'ResetView'),
  PostsToGive: query('people', 'PostsToGive as PostsToGiveView'),
  WorkItem: query('work-item', 'WorkItemView'),
  BoardRow: query('board', 'BoardRowView'),
  NextStep: query('next-step', 'NextStepView'),
};
