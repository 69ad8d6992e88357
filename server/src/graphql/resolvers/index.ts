import type { MutationFields, QueryFields } from '../complete.ts';
import * as base from './base.ts';
import * as byPhone from './by-phone.ts';
import * as callBack from './call-back.ts';
import * as clash from './clash.ts';
import * as closure from './closure.ts';
import * as duplicate from './duplicate.ts';
import * as exclusion from './exclusion.ts';
import * as glass from './glass.ts';
import * as hold from './hold.ts';
import * as look from './look.ts';
import * as people from './people.ts';
import * as place from './place.ts';
import * as referral from './referral.ts';
import * as release from './release.ts';
import * as request from './request.ts';
import * as retention from './retention.ts';
import * as consent from './consent.ts';
import * as contact from './contact.ts';
import * as arrangement from './arrangement.ts';
import * as policy from './policy.ts';
import * as rota from './rota.ts';
import * as safety from './safety.ts';
import * as story from './story.ts';
import * as subjectAccess from './subject-access.ts';
import * as unit from './unit.ts';
import * as work from './work.ts';

const Query: QueryFields = {
  ...base.queries,
  ...referral.queries,
  ...request.queries,
  ...unit.queries,
  ...place.queries,
  ...policy.queries,
  ...rota.queries,
  ...work.queries,
  ...people.queries,
  ...clash.queries,
  ...closure.queries,
  ...byPhone.queries,
  ...duplicate.queries,
  ...callBack.queries,
  ...look.queries,
  ...retention.queries,
  ...subjectAccess.queries,
};

const Mutation: MutationFields = {
  ...referral.mutations,
  ...request.mutations,
  ...hold.mutations,
  ...release.mutations,
  ...arrangement.mutations,
  ...contact.mutations,
  ...policy.mutations,
  ...rota.mutations,
  ...safety.mutations,
  ...consent.mutations,
  ...clash.mutations,
  ...closure.mutations,
  ...byPhone.mutations,
  ...duplicate.mutations,
  ...callBack.mutations,
  ...look.mutations,
  ...exclusion.mutations,
  ...glass.mutations,
  ...unit.mutations,
  ...people.mutations,
  ...retention.mutations,
  ...subjectAccess.mutations,
};

/** The whole contract, answered. A field without an answer does not compile. */
export const resolvers = {
  Query,
  Mutation,
  Node: base.Node,
  Viewer: base.Viewer,
  Organisation: base.Organisation,
  Service: base.Service,
  Referral: referral.Referral,
  TimelineEntry: referral.TimelineEntry,
  CallBackNumber: callBack.CallBackNumber,
  PossibleConflict: clash.PossibleConflict,
  PossibleDuplicate: duplicate.PossibleDuplicate,
  UnusualLooks: look.UnusualLooks,
  LookDigest: look.LookDigest,
  SubjectAccess: subjectAccess.SubjectAccess,
  Exclusions: exclusion.Exclusions,
  Colleague: exclusion.Colleague,
  ExclusionMatter: exclusion.ExclusionMatter,
  GlassOpening: glass.GlassOpening,
  Look: look.Look,
  UnmetNeed: referral.UnmetNeed,
  Story: story.Story,
  UnsafeArea: story.UnsafeArea,
  PlacementRequest: request.PlacementRequest,
  Question: request.Question,
  Arrangement: arrangement.Arrangement,
  Hold: hold.Hold,
  PlaceRelease: release.PlaceRelease,
  StaffMember: release.StaffMember,
  Unit: unit.Unit,
  Placement: unit.Placement,
  Place: place.Place,
  ServiceToAsk: place.ServiceToAsk,
  Candidate: place.Candidate,
  ServicePolicy: policy.ServicePolicy,
  AdmissionPolicy: policy.AdmissionPolicy,
  DecisionBasis: policy.DecisionBasis,
  TurnedRequest: policy.TurnedRequest,
  OnCallPerson: rota.OnCallPerson,
  Cover: rota.Cover,
  NextStep: rota.NextStep,
  EligibilityReason: place.EligibilityReason,
  WorkItem: work.WorkItem,
  BoardRow: work.BoardRow,
  PhoneAct: byPhone.PhoneAct,
  PhoneSpace: byPhone.PhoneSpace,
  House: closure.House,
  ReplaceRow: closure.ReplaceRow,
  Person: people.Person,
  Invitation: people.Invitation,
  PostsToGive: people.PostsToGive,
  FactorReset: people.FactorReset,
  ResetToConfirm: people.ResetToConfirm,
};
