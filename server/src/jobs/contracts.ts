import { z } from 'zod';

const id = z.uuid();

/** Every job the system can run: its name, and the only data it may carry. Identifiers, never personal data. */
export const jobs = {
  // Everybody who is told of one thing at once.
  'notice.send': z.strictObject({ tellingId: id, userIds: z.array(id) }),
  'request.escalate': z.strictObject({ requestId: id, step: z.string() }),
  'request.no-response': z.strictObject({ requestId: id }),
  'hold.expire': z.strictObject({ holdId: id }),
  'referral.place-by': z.strictObject({ referralId: id }),
  'safety.check': z.strictObject({ referralId: id }),
  'arrangement.remind': z.strictObject({ referralId: id }),
  'contact.remind': z.strictObject({ referralId: id }),
  'exclusion.tell': z.strictObject({ referralId: id }),
  'factor.reset': z.strictObject({ personId: id }),
  'vacancy.chase': z.strictObject({ serviceId: id }),
  // The referrals of which somebody has been told already.
  'unit.freed': z.strictObject({ unitId: id, told: z.array(id) }),
} as const;

export type JobName = keyof typeof jobs;
export type JobData<Name extends JobName> = z.infer<(typeof jobs)[Name]>;

/** A job someone wants run once, at or after `dueAt`. */
export type JobRequest = { [Name in JobName]: { name: Name; data: JobData<Name>; dueAt: Date } }[JobName];
