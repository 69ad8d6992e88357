import type { HoldId, PlacementRequestId, ReferralId, ServiceId, UnitId, UserId } from '@openhaven/domain/ids';
import { chaseVacancies } from '../src/commands/chase-vacancies.ts';
import { clockContext, finishingContext } from '../src/commands/clock-context.ts';
import { escalateRequest } from '../src/commands/escalate-request.ts';
import { expireHold } from '../src/commands/expire-hold.ts';
import { markNoResponse } from '../src/commands/mark-no-response.ts';
import { safetyCheckDue } from '../src/commands/safety-check-due.ts';
import { placeByPassed } from '../src/commands/place-by-passed.ts';
import { remindOfArrangement } from '../src/commands/remind-of-arrangement.ts';
import { remindOfTrying } from '../src/commands/remind-of-trying.ts';
import { tellOfExclusion } from '../src/commands/tell-of-exclusion.ts';
import { tellOfFreePlace } from '../src/commands/tell-of-free-place.ts';
import { resetFactors } from '../src/commands/reset-factors.ts';
import type { Context, OutboxRow, Store } from '../src/context.ts';

type Data = OutboxRow['data'];

/** The clock's commands by the job that asks for them. E-mails are left where they are: queued. */
const RUN: Readonly<Partial<Record<OutboxRow['name'], (context: Context, data: Data) => Promise<unknown>>>> = {
  'request.escalate': (context, data) =>
    escalateRequest(context, { requestId: data['requestId'] as PlacementRequestId }),
  'request.no-response': (context, data) =>
    markNoResponse(context, { requestId: data['requestId'] as PlacementRequestId }),
  'hold.expire': (context, data) => expireHold(context, { holdId: data['holdId'] as HoldId }),
  'referral.place-by': (context, data) => placeByPassed(context, { referralId: data['referralId'] as ReferralId }),
  'safety.check': (context, data) => safetyCheckDue(context, { referralId: data['referralId'] as ReferralId }),
  'arrangement.remind': (context, data) =>
    remindOfArrangement(context, { referralId: data['referralId'] as ReferralId }),
  'contact.remind': (context, data) => remindOfTrying(context, { referralId: data['referralId'] as ReferralId }),
  'exclusion.tell': (context, data) => tellOfExclusion(context, { referralId: data['referralId'] as ReferralId }),
  'factor.reset': (context, data) => resetFactors(context, { personId: data['personId'] as UserId }),
  'unit.freed': (context, data) =>
    tellOfFreePlace(context, { unitId: data['unitId'] as UnitId, told: data['told'] as ReferralId[] }),
  'vacancy.chase': (context, data) => chaseVacancies(context, { serviceId: data['serviceId'] as ServiceId }),
};

const MOST_JOBS = 1_000;

/** Runs every job of the clock that is due at an instant of virtual time, the first due first, each at its own time. */
export async function runDueJobs(store: Store, now: Date): Promise<void> {
  for (;;) {
    const due = (await store.outbox.due(now, MOST_JOBS)).filter(({ name }) => name in RUN);
    if (due.length === 0) return;
    for (const job of due) {
      const context = clockContext(store, job.dueAt);
      await RUN[job.name]?.(finishingContext(context, job.id), job.data);
      await store.outbox.finish(job.id, job.dueAt);
    }
  }
}
