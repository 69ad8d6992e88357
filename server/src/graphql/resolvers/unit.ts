import type { CivilDate } from '@openhaven/domain/calendar';
import type { Decision } from '@openhaven/domain/decision';
import type { HoldId, PlacementId, UnitId } from '@openhaven/domain/ids';
import { freshness, stateAt } from '@openhaven/domain/unit';
import { confirmVacancies } from '../../commands/confirm-vacancies.ts';
import { finishTurnaround } from '../../commands/finish-turnaround.ts';
import { giveNotice } from '../../commands/give-notice.ts';
import type { PlacementDone, UnitDone } from '../../commands/ids.ts';
import { recordArrival } from '../../commands/record-arrival.ts';
import { recordDeparture } from '../../commands/record-departure.ts';
import { returnUnitToUse } from '../../commands/return-unit-to-use.ts';
import { takeUnitOutOfUse } from '../../commands/take-unit-out-of-use.ts';
import type { KeptHold, KeptPlacement, KeptUnit } from '../../context.ts';
import { actionsOnPlacement, actionsOnUnit } from '../../queries/actions.ts';
import { shownHold } from '../../queries/hold.ts';
import { placementById, shownStay } from '../../queries/placement.ts';
import { unitById, unitsById } from '../../queries/unit.ts';
import { ownUnits } from '../../queries/vacancies.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { GraphQLContext } from '../context.ts';
import type { PlacementResolvers, UnitResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { toConnection } from './connection.ts';
import { given } from './given.ts';
import { ifSeen, named } from './seen.ts';
import { type UserErrorView, userErrorsOf } from './user-errors.ts';

export const queries = {
  unit: (_, { id }, context) => unitById(context, fromGlobalId('Unit', id)),
  vacancies: async (_, args, context) => toConnection(await ownUnits(context, args)),
} satisfies Partial<QueryFields>;

interface UnitAnswer {
  readonly unit: KeptUnit;
  readonly userErrors: readonly UserErrorView[];
}

type UnitAct<Input> = (context: GraphQLContext, input: Input & { unitId: UnitId }) => Promise<Decision<UnitDone>>;

/** A mutation on one unit: the id is read, the command runs, the unit is shown as it is now. */
function onUnit<Input extends { readonly unitId: string }>(run: UnitAct<Omit<Input, 'unitId'>>) {
  return async (_: unknown, { input }: { input: Input }, context: GraphQLContext): Promise<UnitAnswer> => {
    const unitId = fromGlobalId<UnitId>('Unit', input.unitId);
    const decision = await run(context, { ...input, unitId });
    return { unit: await unitById(context, unitId), userErrors: userErrorsOf(decision) };
  };
}

interface PlacementAnswer {
  readonly placement: KeptPlacement | null;
  readonly unit: KeptUnit | null;
  readonly userErrors: readonly UserErrorView[];
}

async function stay(
  context: GraphQLContext,
  decision: Decision<PlacementDone>,
  id: PlacementId | undefined,
): Promise<PlacementAnswer> {
  const placement = id === undefined ? null : await placementById(context, id);
  const unit = placement === null ? null : await ifSeen(unitById(context, placement.unitId));
  return { placement, unit, userErrors: userErrorsOf(decision) };
}

export const mutations = {
  confirmVacancies: async (_, { input }, context) => {
    const { unitIds: ids, ...rest } = given(input);
    const unitIds = ids?.map((id) => fromGlobalId<UnitId>('Unit', id));
    const decision = await confirmVacancies(context, { ...rest, ...(unitIds && { unitIds }) });
    const confirmed = decision.allowed ? decision.value.unitIds : [];
    return { units: await unitsById(context, confirmed), userErrors: userErrorsOf(decision) };
  },
  takeUnitOutOfUse: onUnit((context, input) => {
    const { expectedBack, ...rest } = given(input);
    return takeUnitOutOfUse(context, { ...rest, ...(expectedBack && { expectedBack: expectedBack as CivilDate }) });
  }),
  returnUnitToUse: onUnit((context, input) => returnUnitToUse(context, given(input))),
  finishTurnaround: onUnit((context, input) => finishTurnaround(context, given(input))),
  recordArrival: async (_, { input }, context) => {
    const holdId = fromGlobalId<HoldId>('Hold', input.holdId);
    const decision = await recordArrival(context, { ...input, holdId });
    return stay(context, decision, decision.allowed ? decision.value.placementId : undefined);
  },
  giveNotice: async (_, { input }, context) => {
    const placementId = fromGlobalId<PlacementId>('Placement', input.placementId);
    const decision = await giveNotice(context, { ...input, placementId, leavingOn: input.leavingOn as CivilDate });
    return stay(context, decision, placementId);
  },
  recordDeparture: async (_, { input }, context) => {
    const placementId = fromGlobalId<PlacementId>('Placement', input.placementId);
    const decision = await recordDeparture(context, { ...input, placementId, leftOn: input.leftOn as CivilDate });
    return stay(context, decision, placementId);
  },
} satisfies Partial<MutationFields>;

type State = ReturnType<typeof stateAt>;

function holdOn(state: State): Extract<State, { hold: unknown }>['hold'] | null {
  return 'hold' in state ? state.hold : null;
}

/** The hold on a unit, for whoever may know of the household: that it is held sees everybody who answers for it. */
async function holdShown(unit: KeptUnit, context: GraphQLContext): Promise<KeptHold | null> {
  const hold = holdOn(stateAt(unit, context.now));
  return hold ? shownHold(context, await context.loaders.hold.load(hold.holdId)) : null;
}

export const Unit: ObjectFields<'Unit'> & UnitResolvers = {
  id: ({ id }) => toGlobalId('Unit', id),
  service: async ({ serviceId }, _args, { loaders }) => named(await loaders.service.load(serviceId), 'service'),
  kind: ({ features }) => features.kind,
  adultBeds: ({ features }) => features.adultBeds,
  childBeds: ({ features }) => features.childBeds,
  cots: ({ features }) => features.cots,
  foldOutBeds: ({ features }) => features.foldOutBeds,
  stepFree: ({ features }) => features.stepFree,
  wheelchair: ({ features }) => features.wheelchair,
  adaptedBathroom: ({ features }) => features.adaptedBathroom,
  carerRoom: ({ features }) => features.carerRoom,
  petsWelcome: ({ features }) => features.petsWelcome,
  status: (unit, _args, { now }) => stateAt(unit, now).status,
  freshness: ({ lastConfirmedAt }, _args, { now }) => freshness(lastConfirmedAt, now),
  heldUntil: (unit, _args, { now }) => holdOn(stateAt(unit, now))?.expiresAt ?? null,
  heldForReference: async (unit, _args, context) => (await holdShown(unit, context))?.reference ?? null,
  hold: (unit, _args, context) => holdShown(unit, context),
  placement: async ({ state }, _args, context) =>
    'placementId' in state ? shownStay(context, await context.loaders.placement.load(state.placementId)) : null,
  outOfUseReason: ({ state }) => (state.status === 'OUT_OF_SERVICE' ? state.reason : null),
  expectedBack: ({ state }) => (state.status === 'OUT_OF_SERVICE' ? (state.expectedBack ?? null) : null),
  actions: (unit, _args, context) => actionsOnUnit(context, unit),
};

export const Placement: ObjectFields<'Placement'> & PlacementResolvers = {
  id: ({ id }) => toGlobalId('Placement', id),
  service: async ({ serviceId }, _args, { loaders }) => named(await loaders.service.load(serviceId), 'service'),
  actions: (placement, _args, context) => actionsOnPlacement(context, placement),
};
