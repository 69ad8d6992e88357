import { isNumberOld } from '@openhaven/domain/call-back';
import { isPermitted, requirePermission } from '../access/permission.ts';
import type { Context, Organisation } from '../context.ts';

/** An organisation and the number on which it is rung back, if somebody has checked one. */
export interface CallBackView {
  readonly organisation: Organisation;
  readonly number: string | null;
  readonly checkedAt: Date | null;
  /** It was checked so long ago that nobody should rely on it. */
  readonly isOld: boolean;
  readonly mayCheck: boolean;
}

/** All organisations by name: whoever rings back looks for the one that the caller named. */
export async function callBackNumbers({ store, actor, now }: Context): Promise<readonly CallBackView[]> {
  requirePermission(actor, 'callBack.use', {}, 'Call');
  const mayCheck = isPermitted(actor, 'callBack.check', {});
  return (await store.organisations.all()).map((organisation) => {
    const { callBack } = organisation;
    return {
      organisation,
      number: callBack?.number ?? null,
      checkedAt: callBack?.checkedAt ?? null,
      isOld: callBack !== undefined && isNumberOld(callBack, now),
      mayCheck,
    };
  });
}
