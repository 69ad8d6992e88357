import { type ContactLog, NOTHING_TRIED } from '@openhaven/domain/contact-log';
import type { KeptReferral } from '../context.ts';
import type { Grant } from '../crypto/grant.ts';

/** What was done to reach a household, opened for whoever has leave. */
export function openContactLog({ contactLog }: KeptReferral, grant: Grant): ContactLog {
  const written = contactLog?.open(grant);
  if (written === undefined) return NOTHING_TRIED;
  const { attempts, checks, heardAt } = written;
  return {
    attempts: attempts.map(({ at, ...rest }) => ({ ...rest, at: new Date(at) })),
    checks: checks.map(({ at, notedAt, ...rest }) => ({
      ...rest,
      at: new Date(at),
      ...(notedAt && { notedAt: new Date(notedAt) }),
    })),
    ...(heardAt && { heardAt: new Date(heardAt) }),
  };
}
