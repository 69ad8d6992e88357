import type { Role } from '@openhaven/domain/access';
import type { OrganisationId, ServiceId, UserId } from '@openhaven/domain/ids';
import type { Store } from './store/store.ts';

export type { AuditEntry } from './store/audit.ts';
export type { KeptHold } from './store/holds.ts';
export type { KeptPlacement } from './store/placements.ts';
export type { KeptReferral } from './store/referrals.ts';
export type { KeptRequest } from './store/requests.ts';
export type { KeptService } from './store/services.ts';
export type { KeptUnit } from './store/units.ts';
export type { Store } from './store/store.ts';

/** Who acts: a signed-in person with one role in one organisation, or the clock. */
export interface Actor {
  readonly kind: 'PERSON' | 'CLOCK';
  readonly userId: UserId;
  readonly organisationId: OrganisationId;
  readonly role: Role;
  /** Services the person answers for; empty for those who refer. */
  readonly serviceIds: readonly ServiceId[];
}

/** Everything a command or query may touch. Built once per request, or once per job. */
export interface Context {
  readonly actor: Actor;
  readonly now: Date;
  readonly store: Store;
}
