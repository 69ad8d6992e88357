import { isElevated } from '@openhaven/domain/access';
import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { SubjectAccessId } from '@openhaven/domain/ids';
import {
  type DisclosureItem,
  type SubjectAccess,
  closeSubjectAccess,
  copyUntil,
  disclosureItems,
  prepareSubjectAccess,
  releaseSubjectAccess,
  reopenSubjectAccess,
} from '@openhaven/domain/subject-access';
import { leaveToLook } from '../access/look.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, Copy, KeptReferral, KeptSubjectAccess, Store } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { present } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

interface ById {
  readonly idempotencyKey: string;
  readonly id: SubjectAccessId;
}
type Done = { readonly subjectAccessId: SubjectAccessId };

/** What a privacy officer is shown: the parts to choose from before a copy is prepared, the copy after that. */
export interface Disclosure {
  readonly items: readonly DisclosureItem[];
  readonly copy: Copy;
}

async function requestFor({ actor }: Context, tx: Store, id: SubjectAccessId): Promise<KeptSubjectAccess> {
  const request = await tx.subjectAccess.get(id);
  if (request === null) throw new NotFoundError('SubjectAccess');
  requirePermission(actor, 'subjectAccess.handle', { referralId: request.referralId }, 'SubjectAccess');
  return request;
}

/**
 * Shows the parts of the story that are hers, or the copy once it is prepared. Every look is in the record before anything
 * is opened. Nothing is shown that is about somebody else or about a place: it is not even opened for showing.
 */
export async function showSubjectAccess(
  context: Context,
  { id }: { id: SubjectAccessId },
): Promise<Decision<Disclosure>> {
  const { actor, now, store } = context;
  const request = await requestFor(context, store, id);
  if (request.state === 'CLOSED') return refuse('SUBJECT_ACCESS_STATE');
  const until = copyUntil(request);
  if (until !== null && until <= now) return refuse('COPY_OVER');
  if (!isElevated(actor.elevatedAt, now)) return refuse('STEP_UP_NEEDED');
  const look = { kind: 'copy', about: { referralId: request.referralId } } as const;
  const grant = await leaveToLook(context, look, [request.referralId, id]);
  if (request.copy !== undefined) return allow({ items: [], copy: request.copy.open(grant) });
  const referral = await referralOf(store, request);
  if (referral.erasedAt !== undefined) return refuse('NOTHING_LEFT_TO_KEEP');
  return allow({ items: disclosureItems(referral.story.open(grant)), copy: [] });
}

const referralOf = (tx: Store, { referralId }: KeptSubjectAccess): Promise<KeptReferral> =>
  present(tx.referrals.get(referralId), 'referral');

/** Puts the chosen parts into the copy, word for word as they stand now; a second person reads and releases it. */
export function prepareCopy(context: Context, input: ById & { include: readonly string[] }): Promise<Decision<Done>> {
  const { actor, now } = context;
  return answer(context, 'subject-access.prepare', input, async (tx, request) => {
    // Nothing is opened, and no look is written down, for whoever has not proved who they are.
    if (!isElevated(actor.elevatedAt, now)) return refuse('STEP_UP_NEEDED');
    const referral = await referralOf(tx, request);
    if (referral.erasedAt !== undefined) return refuse('NOTHING_LEFT_TO_KEEP');
    const look = { kind: 'copy', about: { referralId: referral.id } } as const;
    const items = disclosureItems(referral.story.open(await leaveToLook(context, look, [referral.id])));
    const prepared = prepareSubjectAccess(request, { items, keys: input.include }, actor.userId);
    if (!prepared.allowed) return prepared;
    const copy = prepared.value.copy.map(({ label, text }) => ({ label, text }));
    return allow({ request: { ...request, ...prepared.value.request }, copy });
  });
}

/** The second of two people has read the copy, and lets it go to the person it is for. */
export function releaseCopy(context: Context, input: ById): Promise<Decision<Done>> {
  const { actor, now } = context;
  return answer(context, 'subject-access.release', input, (_tx, request) =>
    changed(request, releaseSubjectAccess(request, toActor(actor), now)),
  );
}

/** A fault has been found in what was prepared: it is prepared anew. */
export function prepareAgain(context: Context, input: ById): Promise<Decision<Done>> {
  return answer(context, 'subject-access.reopen', input, (_tx, request) =>
    changed(request, reopenSubjectAccess(request)),
  );
}

/** Ended without a copy. The hold on the story stays until somebody lifts it. */
export function closeRequest(context: Context, input: ById): Promise<Decision<Done>> {
  return answer(context, 'subject-access.close', input, (_tx, request) =>
    changed(request, closeSubjectAccess(request)),
  );
}

type Changed = Decision<{ readonly request: KeptSubjectAccess; readonly copy?: Copy }>;

const toActor = ({ userId, elevatedAt }: Context['actor']) => ({ userId, elevatedAt });

function changed(request: KeptSubjectAccess, decided: Decision<SubjectAccess>): Promise<Changed> {
  if (!decided.allowed) return Promise.resolve(decided);
  const { referralId, reference, rev } = request;
  return Promise.resolve(allow({ request: { ...decided.value, referralId, reference, rev } }));
}

function answer(
  context: Context,
  name: string,
  input: ById,
  decide: (tx: Store, request: KeptSubjectAccess) => Promise<Changed>,
): Promise<Decision<Done>> {
  return runCommand(context, { name, key: input.idempotencyKey, input }, async (tx) => {
    const request = await requestFor(context, tx, input.id);
    const decided = await decide(tx, request);
    if (!decided.allowed) return decided;
    mustBeSaved(await tx.subjectAccess.save(decided.value.request, decided.value.copy));
    await tx.audit.add({ action: name, referralId: request.referralId, silent: true, audience: [] }, context);
    return allow({ subjectAccessId: request.id });
  });
}
