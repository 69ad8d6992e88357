import { hiddenFrom } from '../access/exclusions.ts';
import { requirePermission } from '../access/permission.ts';
import type { Context, CountedPage, KeptReferral, KeptRequest } from '../context.ts';
import { type NextStepView, nextStepOf } from './next-step.ts';
import { pageWish } from './page-wish.ts';

/** One unplaced household on the coordinator's board. No name and no place. */
export interface BoardRowView {
  readonly referral: KeptReferral;
  readonly asked: number;
  readonly declined: number;
  readonly silent: number;
  readonly offered: number;
  /** When a service last took a place back from them, if they have no other since. */
  readonly takenBackAt: Date | null;
  readonly nextStep: NextStepView | null;
  readonly acknowledgedBy: string | null;
}

/** Everyone unplaced in the county, the one that should have had a place first on top. */
export async function boardPage(
  context: Context,
  page: { first: number; after?: string | null | undefined },
): Promise<CountedPage<BoardRowView>> {
  requirePermission(context.actor, 'board.read', {}, 'Board');
  const referrals = await context.store.referrals.unplaced({ except: hiddenFrom(context.actor) }, pageWish(page));
  const rows = await toRows(
    context,
    referrals.edges.map(({ node }) => node),
  );
  return {
    ...referrals,
    edges: referrals.edges.flatMap(({ cursor }, index) => {
      const node = rows[index];
      return node ? [{ cursor, node }] : [];
    }),
  };
}

async function toRows({ store, now }: Context, referrals: readonly KeptReferral[]): Promise<readonly BoardRowView[]> {
  const ids = referrals.map(({ id }) => id);
  const [requests, holds] = await Promise.all([store.requests.ofReferrals(ids), store.holds.activeOfReferrals(ids)]);
  const handsOn = referrals.map(({ inHandOf }) => inHandOf).filter((id) => id !== undefined);
  const names = new Map((await store.users.getMany(handsOn)).map(({ id, name }) => [id, name]));
  return referrals.map((referral) => {
    const own = requests.filter(({ referralId, round }) => referralId === referral.id && round === referral.round);
    const held = holds.filter(({ referralId }) => referralId === referral.id);
    return {
      referral,
      ...countsOf(own),
      takenBackAt: lastTakenBack(referral, requests),
      nextStep: nextStepOf(referral, { requests: own, holds: held }, now),
      acknowledgedBy: (referral.inHandOf && names.get(referral.inHandOf)) ?? null,
    };
  });
}

/** A household that has been promised another place has that one to think of. */
function lastTakenBack({ id, status, unplacedSince }: KeptReferral, requests: readonly KeptRequest[]): Date | null {
  if (status === 'AGREED') return null;
  const times = requests
    .filter(({ referralId, sentAt }) => referralId === id && (unplacedSince === undefined || sentAt >= unplacedSince))
    .map(({ takenBackAt }) => takenBackAt)
    .filter((at) => at !== undefined);
  return times.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null;
}

function countsOf(requests: readonly KeptRequest[]): Pick<BoardRowView, 'asked' | 'declined' | 'silent' | 'offered'> {
  const count = (status: KeptRequest['status']): number => requests.filter((one) => one.status === status).length;
  return {
    asked: requests.length,
    declined: count('DECLINED'),
    silent: count('NO_RESPONSE'),
    offered: count('OFFERED'),
  };
}
