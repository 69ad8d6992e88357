import type { HoldId, PlacementRequestId, ReferralId, ServiceId, UnitId, UserId } from '@openhaven/domain/ids';
import { chaseVacancies } from '@openhaven/server/commands/chase-vacancies';
import { escalateRequest } from '@openhaven/server/commands/escalate-request';
import { expireHold } from '@openhaven/server/commands/expire-hold';
import { markNoResponse } from '@openhaven/server/commands/mark-no-response';
import { safetyCheckDue } from '@openhaven/server/commands/safety-check-due';
import { placeByPassed } from '@openhaven/server/commands/place-by-passed';
import { remindOfArrangement } from '@openhaven/server/commands/remind-of-arrangement';
import { remindOfTrying } from '@openhaven/server/commands/remind-of-trying';
import { tellOfExclusion } from '@openhaven/server/commands/tell-of-exclusion';
import { tellOfFreePlace } from '@openhaven/server/commands/tell-of-free-place';
import { resetFactors } from '@openhaven/server/commands/reset-factors';
import type { Context } from '@openhaven/server/context';
import type { JobData, JobName } from '@openhaven/server/jobs';
import type { Processor, Processors } from './processor.ts';
import { sendNotice } from './send-notice.ts';

/** A job that is one command of the clock: one transaction, which finishes the job too. */
function step<Name extends JobName>(
  command: (context: Context, data: JobData<Name>) => Promise<void>,
): Processor<Name> {
  return async ({ finishing, data }) => {
    await command(finishing, data);
    return 'DONE';
  };
}

/** What is done for each job. The ids in its data have been checked to be ids. */
export const processors: Processors = {
  'hold.expire': step<'hold.expire'>((clock, { holdId }) => expireHold(clock, { holdId: holdId as HoldId })),
  'request.escalate': step<'request.escalate'>((clock, { requestId }) =>
    escalateRequest(clock, { requestId: requestId as PlacementRequestId }),
  ),
  'request.no-response': step<'request.no-response'>((clock, { requestId }) =>
    markNoResponse(clock, { requestId: requestId as PlacementRequestId }),
  ),
  'referral.place-by': step<'referral.place-by'>((clock, { referralId }) =>
    placeByPassed(clock, { referralId: referralId as ReferralId }),
  ),
  'safety.check': step<'safety.check'>((clock, { referralId }) =>
    safetyCheckDue(clock, { referralId: referralId as ReferralId }),
  ),
  'arrangement.remind': step<'arrangement.remind'>((clock, { referralId }) =>
    remindOfArrangement(clock, { referralId: referralId as ReferralId }),
  ),
  'contact.remind': step<'contact.remind'>((clock, { referralId }) =>
    remindOfTrying(clock, { referralId: referralId as ReferralId }),
  ),
  'exclusion.tell': step<'exclusion.tell'>((clock, { referralId }) =>
    tellOfExclusion(clock, { referralId: referralId as ReferralId }),
  ),
  'vacancy.chase': step<'vacancy.chase'>((clock, { serviceId }) =>
    chaseVacancies(clock, { serviceId: serviceId as ServiceId }),
  ),
  'unit.freed': step<'unit.freed'>((clock, { unitId, told }) =>
    tellOfFreePlace(clock, { unitId: unitId as UnitId, told: told as ReferralId[] }),
  ),
  'factor.reset': step<'factor.reset'>((clock, { personId }) => resetFactors(clock, { personId: personId as UserId })),
  'notice.send': sendNotice,
};
