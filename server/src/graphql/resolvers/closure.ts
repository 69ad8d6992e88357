import type { CivilDate } from '@openhaven/domain/calendar';
import type { ServiceId, UnitId } from '@openhaven/domain/ids';
import { closeUnits } from '../../commands/close-units.ts';
import { returnUnitsToUse } from '../../commands/return-units-to-use.ts';
import { closingPreview, houseOf } from '../../queries/closing.ts';
import { replaceList } from '../../queries/replace-list.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { HouseResolvers, ReplaceRowResolvers } from '../generated/types.ts';
import { fromGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { named } from './seen.ts';
import { userErrorsOf } from './user-errors.ts';

interface Meant {
  readonly serviceId: string;
  readonly unitIds?: readonly string[];
}

/** The service and the units that are meant; all of them where none is named. */
function meant({ serviceId, unitIds }: Meant): { serviceId: ServiceId; unitIds?: readonly UnitId[] } {
  const service = fromGlobalId<ServiceId>('Service', serviceId);
  const units = unitIds?.map((id) => fromGlobalId<UnitId>('Unit', id));
  return { serviceId: service, ...(units && { unitIds: units }) };
}

export const queries = {
  closingPreview: (_, args, context) => closingPreview(context, meant(given(args))),
  house: (_, { serviceId }, context) => houseOf(context, fromGlobalId<ServiceId>('Service', serviceId)),
  replaceList: (_, _args, context) => replaceList(context),
} satisfies Partial<QueryFields>;

export const mutations = {
  closeUnits: async (_, { input }, context) => {
    const { expectedBack, unitIds, ...rest } = given(input);
    const back = expectedBack === undefined ? {} : { expectedBack: expectedBack as CivilDate };
    const units = meant({ serviceId: rest.serviceId, ...(unitIds && { unitIds }) });
    const decision = await closeUnits(context, { ...rest, ...back, ...units });
    const done = decision.allowed ? decision.value : { unitIds: [], lostIds: [], residentIds: [] };
    const counts = { spaces: done.unitIds.length, lost: done.lostIds.length, residents: done.residentIds.length };
    return { ...counts, userErrors: userErrorsOf(decision) };
  },
  returnUnits: async (_, { input }, context) => {
    const { serviceId, unitIds = [] } = meant(input);
    const wish = { idempotencyKey: input.idempotencyKey, serviceId, unitIds };
    const decision = await returnUnitsToUse(context, wish);
    const spaces = decision.allowed ? decision.value.unitIds.length : 0;
    return { spaces, userErrors: userErrorsOf(decision) };
  },
} satisfies Partial<MutationFields>;

export const House: ObjectFields<'House'> & HouseResolvers = {
  spaces: ({ units, toMove }) => units.map((unit) => ({ unit, mustMove: toMove.includes(unit) })),
};

export const ReplaceRow: ObjectFields<'ReplaceRow'> & ReplaceRowResolvers = {
  service: async ({ serviceId }, _args, { loaders }) => named(await loaders.service.load(serviceId), 'service'),
  stands: ({ stands }) => shownStanding(stands),
  referrerName: async ({ referrerOrganisationId }, _args, { loaders }) =>
    named(await loaders.organisation.load(referrerOrganisationId), 'organisation').name,
  tonight: ({ referral }) => referral.tonight,
};

/** Whoever has a place again is on no list. */
function shownStanding<S extends string>(stands: S): Exclude<S, 'OVER'> {
  if (stands === 'OVER') throw new Error('a household that is placed is on no list');
  return stands as Exclude<S, 'OVER'>;
}
