import { gapMonths } from '@openhaven/domain/gaps';
import type { ServiceId } from '@openhaven/domain/ids';
import { type AnswerFigures, answerFigures } from '@openhaven/domain/service-answers';
import { requirePermission } from '../access/permission.ts';
import type { Context, KeptService } from '../context.ts';
import { NotFoundError } from '../errors.ts';

/** How services have answered in the last twelve whole months, as it may be shown. */
export interface AnswersView extends AnswerFigures {
  readonly from: string;
  readonly to: string;
  /** Whose answers they are; null: of all services. */
  readonly service: KeptService | null;
}

/** A service's own answers for itself; all of them, or one service's, for the coordinator and the commissioner. */
export async function serviceAnswers({ store, actor, now }: Context, serviceId?: ServiceId): Promise<AnswersView> {
  requirePermission(actor, 'answers.read', serviceId ? { serviceId } : {}, 'Service');
  const service = serviceId === undefined ? null : await store.services.get(serviceId);
  if (serviceId !== undefined && service === null) throw new NotFoundError('Service');
  const { from, to } = gapMonths(now);
  return { from, to, service, ...answerFigures(await store.answerCounts.between(from, to, serviceId)) };
}
