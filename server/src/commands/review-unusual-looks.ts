import { type Decision, allow, refuse } from '@openhaven/domain/decision';
import type { LookAlarmId } from '@openhaven/domain/ids';
import { LOOK_FINDINGS } from '@openhaven/domain/look-pattern';
import { requirePermission } from '../access/permission.ts';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/**
 * Somebody has asked why a person looked at so much, and found that the work explains it, or not. Nobody decides about
 * themselves: for them it does not exist.
 */
export function reviewUnusualLooks(
  context: Context,
  input: { idempotencyKey: string; alarmId: LookAlarmId; finding: string },
): Promise<Decision<{ readonly alarmId: LookAlarmId }>> {
  const { alarmId } = input;
  const { userId } = context.actor;
  const wish = { name: 'looks.review', key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    requirePermission(context.actor, 'looks.review', {}, 'LookAlarm');
    const alarm = await tx.lookAlarms.get(alarmId);
    if (alarm === null || alarm.userId === userId) throw new NotFoundError('LookAlarm');
    const finding = LOOK_FINDINGS.find((one) => one === input.finding);
    if (finding === undefined) return refuse('CHOICE_UNKNOWN', 'finding');
    mustBeSaved(await tx.lookAlarms.save({ ...alarm, finding, foundBy: userId }));
    const entry = { action: 'looks.reviewed', silent: true, reason: finding, personId: alarm.userId } as const;
    await tx.audit.add({ ...entry, audience: [] }, context);
    return allow({ alarmId });
  });
}
