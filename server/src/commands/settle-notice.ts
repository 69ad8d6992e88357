import type { NoticeId } from '@openhaven/domain/ids';
import { requirePermission } from '../access/permission.ts';
import type { Context, MailOutcome, Store } from '../context.ts';
import { runStep } from './run-command.ts';

/**
 * Notes what the post office said of an e-mail. One that will never arrive is written into the record of what happened,
 * once, where the coordinator sees it: somebody believes that a person was told.
 */
export async function settleNotice(
  context: Context,
  { mailId, outcome }: { mailId: NoticeId; outcome: MailOutcome },
): Promise<void> {
  requirePermission(context.actor, 'notice.send', {}, 'Notice');
  if (outcome.is !== 'REFUSED') {
    await context.store.notices.settle(mailId, outcome);
    return;
  }
  await runStep(context, async (tx) => {
    const isNews = await tx.notices.settle(mailId, outcome);
    if (isNews) await recordLoss(tx, context, { mailId, action: 'notice.failed', reason: outcome.code });
  });
}

/** An e-mail is not tried again: nobody knows whether it went out, or it could not be sent for a day. Recorded once. */
export function giveUpNotice(context: Context, { mailId }: { mailId: NoticeId }): Promise<void> {
  requirePermission(context.actor, 'notice.send', {}, 'Notice');
  return runStep(context, async (tx) => {
    const notice = await tx.notices.get(mailId);
    if (notice?.state !== 'QUEUED') {
      const isNews = await tx.notices.giveUp(mailId);
      if (isNews) await recordLoss(tx, context, { mailId, action: 'notice.unknown', reason: 'NO_ANSWER' });
      return;
    }
    await tx.notices.handOver([mailId], { from: 'QUEUED', mailId, now: context.now });
    const code = notice.failure ?? 'TOO_OLD';
    await tx.notices.settle(mailId, { is: 'REFUSED', code });
    await recordLoss(tx, context, { mailId, action: 'notice.failed', reason: code });
  });
}

async function recordLoss(
  tx: Store,
  context: Context,
  { mailId, action, reason }: { mailId: NoticeId; action: string; reason: string },
): Promise<void> {
  for (const { requestId, referralId, serviceId } of await tx.notices.ofMail(mailId)) {
    const about = {
      ...(requestId && { requestId }),
      ...(referralId && { referralId }),
      ...(serviceId && { serviceId }),
    };
    await tx.audit.add({ action, reason, ...about, audience: [] }, context);
  }
}
