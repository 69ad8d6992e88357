import type { Arrangement } from '@openhaven/domain/arrangement';
import type { KeptReferral } from '../context.ts';
import type { Grant } from '../crypto/grant.ts';

/** What has to be arranged for a household, opened for whoever has leave: none if nothing was ever asked for. */
export function openArrangements({ arrangements }: KeptReferral, grant: Grant): readonly Arrangement[] {
  return (arrangements?.open(grant) ?? []).map(({ from, settledAt, journey, ...rest }) => ({
    ...rest,
    from: new Date(from),
    ...(settledAt && { settledAt: new Date(settledAt) }),
    ...(journey && { journey: { ...journey, setsOffAt: new Date(journey.setsOffAt) } }),
  }));
}
