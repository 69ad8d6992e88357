import type { Role } from '@openhaven/domain/access';
import type { Sight } from '@openhaven/domain/exclusion';
import type { OrganisationId, ReferralId, ServiceId, UserId } from '@openhaven/domain/ids';
import type { Store } from './store/store.ts';

export type { AuditEntry, AuditRow } from './store/audit.ts';
export type { AuditVerdict } from './store/audit-chain.ts';
export type { Heartbeat } from './store/heartbeats.ts';
export type { KeyClass } from './store/data-keys.ts';
export type { Board, LiveBoard } from './store/board.ts';
export type { EarlierOutcome } from './store/idempotency.ts';
export type { KeptGlass } from './store/broken-glass.ts';
export type { Displaced } from './store/displaced.ts';
export type { KeptDuplicate } from './store/duplicates.ts';
export type { KeptClash } from './store/clashes.ts';
export type { KeptFence } from './store/fences.ts';
export type { KeptHold } from './store/holds.ts';
export type { KeptPlacement } from './store/placements.ts';
export type { KeptReferral } from './store/referrals.ts';
export type { KeptRelease } from './store/releases.ts';
export type { SiteAddress } from './store/sites.ts';
export type { KeptRequest } from './store/requests.ts';
export type { KeptRota } from './store/rotas.ts';
export type { KeptService } from './store/services.ts';
export type { KeptUnit } from './store/units.ts';
export type { LookDigest } from './store/look-digests.ts';
export type { LookAlarm } from './store/look-alarms.ts';
export type { Copy, KeptSubjectAccess } from './store/subject-access.ts';
export type { MailOutcome, Notice, Outlook, Told } from './store/notices.ts';
export type { OutboxRow } from './store/outbox.ts';
export type { FactorReset } from './store/factor-resets.ts';
export type { Invitation } from './store/invitations.ts';
export type { Organisation } from './store/organisations.ts';
export type { CountedPage, PageWish } from './store/page.ts';
export type { Question } from './store/questions.ts';
export type { Store } from './store/store.ts';
export type { UnmetNeed } from './store/unmet-needs.ts';
export type { User } from './store/users.ts';
// How the workers and scripts come by a store: they may not enter its room.
export { StoreRefusedError, closeStore, openStore } from './store/open-store.ts';

/** How much is seen of the referrals that are fenced off; of all others everything that the role allows. */
export type Limits = ReadonlyMap<ReferralId, Sight>;

/** Who acts: a signed-in person with one role in one organisation, or the clock. */
export interface Actor {
  readonly kind: 'PERSON' | 'CLOCK';
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
  readonly role: Role;
  /** Services the person answers for; empty for those who refer. */
  readonly serviceIds: readonly ServiceId[];
  /** The referrals of which the person sees less than the role would let them, as it was when the request came. */
  readonly limits: Limits;
  /** When the person last proved in this session, beyond signing in, who they are. */
  readonly elevatedAt?: Date;
}

/** Everything a command or query may touch. Built once per request, or once per job. */
export interface Context {
  readonly actor: Actor;
  readonly now: Date;
  readonly store: Store;
  /** Set where somebody writes down what a service said on the telephone: every row of the record says so. */
  readonly byPhone?: true;
}
