import { type CivilDate, addDays, civilDateAt, startOfDay } from '@openhaven/domain/calendar';
import { answerDueOn, copyUntil } from '@openhaven/domain/subject-access';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, KeptSubjectAccess } from '../context.ts';
import { type WorkItemView, workItem } from './work-item.ts';

/** A request for a copy, as those see it who answer it: reference, days and names of colleagues. */
export interface SubjectAccessView extends Omit<KeptSubjectAccess, 'copy' | 'referralId'> {
  readonly dueOn: CivilDate;
  readonly isLate: boolean;
  readonly preparedByName: string | null;
  readonly releasedByName: string | null;
  readonly copyUntil: Date | null;
  readonly mayRelease: boolean;
}

const MOST_SHOWN = 100;

/** What waits first, the longest first; then what is answered. At most 100. No story is read. */
export async function subjectAccessRequests({ store, actor, now }: Context): Promise<readonly SubjectAccessView[]> {
  requirePermission(actor, 'subjectAccess.handle', {}, 'SubjectAccess');
  const all = await store.subjectAccess.list(MOST_SHOWN);
  const theirs = all.filter(({ referralId }) => isPermitted(actor, 'subjectAccess.handle', { referralId }));
  const who = theirs.flatMap(({ preparedBy, releasedBy }) => [preparedBy, releasedBy].filter((id) => id !== undefined));
  const names = new Map((await store.users.getMany([...new Set(who)])).map(({ id, name }) => [id, name]));
  const nameOf = (id: KeptSubjectAccess['preparedBy']): string | null => (id && names.get(id)) ?? null;
  return theirs.map(({ copy: _copy, referralId: _referralId, ...request }) => ({
    ...request,
    dueOn: answerDueOn(request),
    isLate: isLate(request, now),
    preparedByName: nameOf(request.preparedBy),
    releasedByName: nameOf(request.releasedBy),
    copyUntil: copyUntil(request),
    mayRelease: request.state === 'PREPARED' && request.preparedBy !== actor.userId,
  }));
}

/** What waits of it for the viewer: to prepare a copy, or to read what a colleague prepared. */
export async function copiesToAnswer(context: Context): Promise<readonly WorkItemView[]> {
  if (!isPermitted(context.actor, 'subjectAccess.handle', {})) return [];
  return (await subjectAccessRequests(context)).flatMap((request) => {
    const dueAt = startOfDay(addDays(request.dueOn, 1));
    if (request.state === 'OPEN') return [workItem('ANSWER_COPY', request, { dueAt })];
    return request.mayRelease ? [workItem('RELEASE_COPY', request, { dueAt })] : [];
  });
}

const isLate = (request: Pick<KeptSubjectAccess, 'state' | 'receivedOn'>, now: Date): boolean =>
  (request.state === 'OPEN' || request.state === 'PREPARED') && answerDueOn(request) < civilDateAt(now);
