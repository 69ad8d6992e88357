import type { PlacementRequestId, ServiceId, UnitId } from '@openhaven/domain/ids';
import { acknowledgeByPhone, confirmByPhone, declineByPhone, offerByPhone } from '../../commands/by-phone.ts';
import { makePhoneCodes } from '../../commands/make-phone-codes.ts';
import { phoneBook, phoneDesk, phoneRequest, servicesThatRing } from '../../queries/by-phone.ts';
import type { MutationFields, ObjectFields, QueryFields } from '../complete.ts';
import type { PhoneActResolvers, PhoneSpaceResolvers } from '../generated/types.ts';
import { fromGlobalId, toGlobalId } from '../global-id.ts';
import { given } from './given.ts';
import { shownAnswer } from './place.ts';
import { userErrorsOf } from './user-errors.ts';

const service = (id: string): ServiceId => fromGlobalId<ServiceId>('Service', id);
const request = (id: string): PlacementRequestId => fromGlobalId<PlacementRequestId>('PlacementRequest', id);

export const queries = {
  phoneBook: (_, { serviceId }, context) => phoneBook(context, service(serviceId)),
  servicesThatRing: (_, _args, context) => servicesThatRing(context),
  phoneDesk: (_, { serviceId }, context) => phoneDesk(context, service(serviceId)),
  phoneRequest: (_, { requestId }, context) => phoneRequest(context, request(requestId)),
} satisfies Partial<QueryFields>;

export const mutations = {
  makePhoneCodes: async (_, { input }, context) => {
    const serviceId = service(input.serviceId);
    const { decision, codes } = await makePhoneCodes(context, { idempotencyKey: input.idempotencyKey, serviceId });
    return { codes, userErrors: userErrorsOf(decision) };
  },
  acknowledgeByPhone: async (_, { input }, context) => {
    const requestId = request(input.requestId);
    return { userErrors: userErrorsOf(await acknowledgeByPhone(context, { ...input, requestId })) };
  },
  declineByPhone: async (_, { input }, context) => {
    const requestId = request(input.requestId);
    return { userErrors: userErrorsOf(await declineByPhone(context, { ...given(input), requestId })) };
  },
  offerByPhone: async (_, { input }, context) => {
    const { unitId, joinedUnitId, ...rest } = given(input);
    const units = {
      ...(unitId !== undefined && { unitId: fromGlobalId<UnitId>('Unit', unitId) }),
      ...(joinedUnitId !== undefined && { joinedUnitId: fromGlobalId<UnitId>('Unit', joinedUnitId) }),
    };
    const decision = await offerByPhone(context, { ...rest, ...units, requestId: request(input.requestId) });
    return { userErrors: userErrorsOf(decision) };
  },
  confirmByPhone: async (_, { input }, context) => {
    const serviceId = service(input.serviceId);
    return { userErrors: userErrorsOf(await confirmByPhone(context, { ...input, serviceId })) };
  },
} satisfies Partial<MutationFields>;

export const PhoneAct: ObjectFields<'PhoneAct'> & PhoneActResolvers = {
  id: ({ row }) => toGlobalId('TimelineEntry', row.id),
  at: ({ row }) => row.at,
  what: ({ row }) => row.action,
  requestId: ({ row }) => (row.requestId ? toGlobalId('PlacementRequest', row.requestId) : null),
};

export const PhoneSpace: ObjectFields<'PhoneSpace'> & PhoneSpaceResolvers = {
  unitId: ({ unit }) => toGlobalId('Unit', unit.id),
  joinedUnitId: ({ joined }) => (joined ? toGlobalId('Unit', joined.id) : null),
  label: ({ unit, joined }) => (joined ? `${unit.label} and ${joined.label}` : unit.label),
  answer: ({ eligibility }) => shownAnswer(eligibility.answer),
  reasons: ({ eligibility }) => eligibility.reasons,
};
