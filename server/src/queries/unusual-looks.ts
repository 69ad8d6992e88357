import { LOOK_PATTERNS } from '@openhaven/domain/look-pattern';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, LookAlarm, User } from '../context.ts';
import { type WorkItemView, workItem } from './work-item.ts';

/** Somebody who looked at more than their work explains. */
export interface UnusualLooksView extends LookAlarm {
  readonly user: User;
  readonly label: string;
}

const MOST_SHOWN = 100;

/** What waits for somebody first, then the latest; never what is about the viewer. At most 100. */
export async function unusualLooksFor({ store, actor }: Context): Promise<readonly UnusualLooksView[]> {
  requirePermission(actor, 'looks.review', {}, 'LookAlarm');
  const alarms = (await store.lookAlarms.latest(MOST_SHOWN)).filter(({ userId }) => userId !== actor.userId);
  const users = new Map(
    (await store.users.getMany([...new Set(alarms.map(({ userId }) => userId))])).map((one) => [one.id, one]),
  );
  return alarms.flatMap((alarm) => {
    const user = users.get(alarm.userId);
    return user ? [{ ...alarm, user, label: LOOK_PATTERNS[alarm.pattern].label }] : [];
  });
}

/** What waits of it for the viewer: one task for all of them. */
export async function looksToCheck({ store, actor }: Context): Promise<readonly WorkItemView[]> {
  if (!isPermitted(actor, 'looks.review', {})) return [];
  const waiting = (await store.lookAlarms.waiting(MOST_SHOWN)).filter(({ userId }) => userId !== actor.userId);
  const [first] = waiting;
  return first ? [workItem('CHECK_LOOKS', first, {})] : [];
}
