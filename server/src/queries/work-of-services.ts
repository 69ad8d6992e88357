import { isExpected } from '@openhaven/domain/hold';
import { isOpenRequest } from '@openhaven/domain/placement-request';
import { freshness, isFree } from '@openhaven/domain/unit';
import { hiddenFrom } from '../access/exclusions.ts';
import type { Context, KeptHold, KeptRequest, KeptUnit } from '../context.ts';
import { type WorkItemView, workItem } from './work-item.ts';

const MOST_REQUESTS = 200;
const FRESH_MS = 12 * 3_600_000;

/** What waits for those who answer for services: requests, people on their way, rooms to confirm and to make ready. */
export async function servicesWork({ store, actor, now }: Context): Promise<readonly WorkItemView[]> {
  const { serviceIds } = actor;
  const except = hiddenFrom(actor);
  const asked = await store.requests.inbox({ serviceIds, open: true, except }, { first: MOST_REQUESTS, after: null });
  const holds = await store.holds.activeOfServices(serviceIds);
  const units = await store.units.ofServices(serviceIds);
  return [
    ...asked.edges
      .map(({ node }) => node)
      .filter(({ status }) => isOpenRequest(status))
      .map(toAnswer),
    ...holds.filter((hold) => isExpected(hold) && !except.includes(hold.referralId)).map(toExpect),
    ...toConfirm(units, now),
    ...units.filter(({ state }) => state.status === 'TURNAROUND').map(toMakeReady),
  ];
}

function toAnswer(request: KeptRequest): WorkItemView {
  const dueAt = request.acknowledgedAt === undefined ? request.acknowledgeBy : request.decideBy;
  return workItem('ANSWER_REQUEST', request, { dueAt, request });
}

const toExpect = (hold: KeptHold): WorkItemView =>
  workItem('EXPECT_ARRIVAL', hold, { dueAt: hold.arrivalUntil ?? hold.placedAt, hold });

const toMakeReady = (unit: KeptUnit): WorkItemView => workItem('FINISH_TURNAROUND', unit, { unit });

/** One item a service: everything it shows as free is confirmed in one tap. */
function toConfirm(units: readonly KeptUnit[], now: Date): readonly WorkItemView[] {
  const old = units.filter((unit) => isFree(unit, now) && freshness(unit.lastConfirmedAt, now) !== 'FRESH');
  return [...Map.groupBy(old, ({ serviceId }) => serviceId)].flatMap(([serviceId, ofService]) => {
    const [oldest] = ofService.toSorted((a, b) => a.lastConfirmedAt.getTime() - b.lastConfirmedAt.getTime());
    if (oldest === undefined) return [];
    const dueAt = new Date(oldest.lastConfirmedAt.getTime() + FRESH_MS);
    return [workItem('CONFIRM_VACANCIES', { id: serviceId }, { dueAt, unit: oldest })];
  });
}
