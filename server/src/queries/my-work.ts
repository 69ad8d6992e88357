import type { Role } from '@openhaven/domain/access';
import { asOneList } from '../access/look.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, CountedPage } from '../context.ts';
import { accountWork } from './factor-resets.ts';
import { digestToRead } from './look-digest.ts';
import { listPage } from './list-page.ts';
import { pageWish } from './page-wish.ts';
import { coordinatorsWork } from './work-of-coordinators.ts';
import { referrersWork } from './work-of-referrers.ts';
import { servicesWork } from './work-of-services.ts';
import { thingsToArrange } from './arrangements.ts';
import { ownHouseholdsToMove, placesToFindAgain, residentsToMove } from './replace-list.ts';
import { safetyPlansToCheck, safetyToCheck } from './safety.ts';
import { copiesToAnswer } from './subject-access.ts';
import { rotasToFill } from './rota-work.ts';
import { looksToCheck } from './unusual-looks.ts';
import type { WorkItemView } from './work-item.ts';

type Work = (context: Context) => Promise<readonly WorkItemView[]>;

const nothing: Work = () => Promise.resolve([]);

const together =
  (...works: readonly Work[]): Work =>
  async (context) =>
    (await Promise.all(works.map((work) => work(context)))).flat();

const WORK: Readonly<Record<Role, Work>> = {
  REFERRER: together(referrersWork, safetyToCheck, thingsToArrange, ownHouseholdsToMove),
  OUT_OF_AREA_REFERRER: together(referrersWork, safetyToCheck, thingsToArrange, ownHouseholdsToMove),
  REFUGE_WORKER: together(servicesWork, safetyPlansToCheck, residentsToMove),
  REFUGE_MANAGER: together(servicesWork, safetyPlansToCheck, residentsToMove, digestToRead, rotasToFill),
  COORDINATOR: together(coordinatorsWork, safetyToCheck, looksToCheck, placesToFindAgain, rotasToFill),
  ORG_ADMIN: digestToRead,
  PRIVACY_OFFICER: together(looksToCheck, copiesToAnswer),
  COMMISSIONER: nothing,
  CLOCK: nothing,
};

/** Everything that waits for the viewer, in no order. */
export async function workOf(context: Context): Promise<readonly WorkItemView[]> {
  return [...(await WORK[context.actor.role](context)), ...(await accountWork(context))];
}

function idsOf({ referral, request, hold }: WorkItemView): readonly string[] {
  const ids = [referral?.id, request?.id, request?.referralId, hold?.id, hold?.referralId];
  return ids.filter((id) => id !== undefined);
}

/** One page of what waits for the viewer, the earliest due first. */
export async function myWork(
  context: Context,
  page: { first: number; after?: string | null | undefined },
): Promise<CountedPage<WorkItemView>> {
  requirePermission(context.actor, 'work.read', {}, 'Work');
  const shown = listPage('work', await workOf(context), pageWish(page));
  asOneList(
    context,
    shown.edges.flatMap(({ node }) => idsOf(node)),
  );
  return shown;
}
