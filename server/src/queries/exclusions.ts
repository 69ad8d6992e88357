import { may } from '@openhaven/domain/access';
import type { Fence, KeptOutPerson, Matter } from '@openhaven/domain/exclusion';
import { leaveToLook } from '../access/look.ts';
import { isPermitted } from '../access/permission.ts';
import type { Context, KeptReferral, Organisation, User } from '../context.ts';

/** Who is kept out of a referral, and among whom one may choose. */
export interface ExclusionsView {
  /** 0: nothing has been said yet. */
  readonly rev: number;
  readonly people: readonly KeptOutPerson[];
  readonly organisations: readonly Organisation[];
  readonly restricted: boolean;
  readonly openTo: Fence['openTo'];
  readonly colleagues: readonly User[];
  readonly choices: readonly Organisation[];
}

/** For those who may read the story; null for everybody else. The names are written down as looked at. */
export async function exclusionsOf(context: Context, referral: KeptReferral): Promise<ExclusionsView | null> {
  const { store, actor } = context;
  if (!isPermitted(actor, 'exclusions.read', referral)) return null;
  const kept = await store.fences.get(referral.id);
  const everybody = await store.organisations.all();
  const coordinating = new Set((await store.users.withRole('COORDINATOR')).map(({ organisationId }) => organisationId));
  const own = referral.referrerOrganisationId;
  return {
    rev: kept?.rev ?? 0,
    people: kept ? await namesIn(context, kept) : [],
    organisations: everybody.filter(({ id }) => kept?.organisations.includes(id)),
    restricted: kept?.restricted ?? false,
    openTo: kept?.openTo ?? [],
    colleagues: (await store.users.ofOrganisation(own)).filter(
      ({ id, role }) => id !== referral.createdBy && may(role, 'referral.read', 'OWN'),
    ),
    choices: everybody.filter(({ id }) => id !== own && !coordinating.has(id)),
  };
}

type Kept = NonNullable<Awaited<ReturnType<Context['store']['fences']['get']>>>;

async function namesIn(context: Context, { referralId, people }: Kept): Promise<readonly KeptOutPerson[]> {
  return people.open(await leaveToLook(context, { kind: 'exclusions', about: { referralId } }, [referralId]));
}

/** What is said of one person, for the coordinator who has to look. */
export interface MatterView extends Matter {
  readonly user: User;
}

/** What waits for a coordinator, or was looked at; empty for everybody else. */
export async function mattersOf({ store, actor }: Context, referral: KeptReferral): Promise<readonly MatterView[]> {
  if (!isPermitted(actor, 'exclusions.review', referral)) return [];
  const matters = (await store.fences.get(referral.id))?.matters ?? [];
  const people = new Map((await store.users.getMany(matters.map(({ userId }) => userId))).map((one) => [one.id, one]));
  return matters.flatMap((matter) => {
    const user = people.get(matter.userId);
    return user ? [{ ...matter, user }] : [];
  });
}
