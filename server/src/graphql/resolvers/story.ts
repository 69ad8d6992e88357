import type { ObjectFields } from '../complete.ts';

export const Story: ObjectFields<'Story'> = {
  members: ({ household }) => household.members,
  pregnant: ({ household }) => household.pregnant,
  dueDate: ({ household }) => household.dueDate ?? null,
  pets: ({ household }) => household.pets,
  homeAreaCode: ({ homeArea }) => homeArea ?? null,
  stepFree: ({ access }) => access.stepFree,
  wheelchair: ({ access }) => access.wheelchair,
  adaptedBathroom: ({ access }) => access.adaptedBathroom,
  carerRoom: ({ access }) => access.carerRoom,
  arson: ({ history }) => history.arson,
  violence: ({ history }) => history.violence,
  sexualOffence: ({ history }) => history.sexualOffence,
};

export const UnsafeArea: ObjectFields<'UnsafeArea'> = {
  areaCode: (area) => (area.kind === 'PLACE' ? null : area.areaCode),
  placeName: (area) => (area.kind === 'PLACE' ? area.placeName : null),
  radiusKm: (area) => (area.kind === 'PLACE' ? area.radiusKm : null),
};
