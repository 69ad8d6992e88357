import { leaveToLook } from '../access/look.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptGlass, KeptReferral } from '../context.ts';

/** One opening of a restricted referral, as the coordinators see it. */
export interface GlassView {
  readonly glass: KeptGlass;
  readonly by: string;
  readonly reason: string;
  readonly reviewer: string | null;
  readonly words: string | null;
  readonly mayReview: boolean;
}

/** How often a referral was opened in an emergency, the latest first. For the coordinators; empty for everybody else. */
export async function openingsOf(context: Context, referral: KeptReferral): Promise<readonly GlassView[]> {
  const { store, actor } = context;
  const openings = isPermitted(actor, 'glass.review', referral) ? await store.brokenGlass.ofReferral(referral.id) : [];
  if (openings.length === 0) return [];
  const people = openings.flatMap(({ userId, reviewedBy }) => (reviewedBy ? [userId, reviewedBy] : [userId]));
  const names = new Map((await store.users.getMany([...new Set(people)])).map(({ id, name }) => [id, name]));
  const look = { kind: 'glass', about: { referralId: referral.id } } as const;
  const grant = await leaveToLook(
    context,
    look,
    openings.map(({ id }) => id),
  );
  return openings.map((glass) => ({
    glass,
    by: names.get(glass.userId) ?? '',
    reason: glass.reason.open(grant),
    reviewer: (glass.reviewedBy && names.get(glass.reviewedBy)) ?? null,
    words: glass.words?.open(grant) ?? null,
    mayReview: glass.reviewedBy === undefined && glass.userId !== actor.userId,
  }));
}
