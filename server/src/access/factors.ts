import type { UserId } from '@openhaven/domain/ids';
import type { Context } from '../context.ts';
import { stepOfCode } from '../crypto/app-code.ts';
import { grantForRules } from './look.ts';

type Store = Context['store'];

/** What somebody has, besides a password, to show who they are. */
export interface Factors {
  readonly app: boolean;
  readonly passkeys: number;
  readonly recoveryCodesLeft: number;
}

export async function factorsOf(store: Store, userId: UserId): Promise<Factors> {
  const kept = await store.credentials.get(userId);
  const passkeys = await store.passkeys.ofPeople([userId]);
  return {
    app: kept?.appSecret !== undefined,
    passkeys: passkeys.length,
    recoveryCodesLeft: kept?.recoveryCodesLeft ?? 0,
  };
}

/** Whether a password alone is not enough for this person. Recovery codes stand in for a factor; they are none. */
export function hasFactor({ app, passkeys }: Factors): boolean {
  return app || passkeys > 0;
}

const WHITE = /\s/g;
const OF_AN_APP = /^\d{6}$/;

/**
 * Uses up a code of the person's app, or one of their recovery codes. The same code never counts twice.
 * @returns which of the two it was; null if it is neither, or was used before
 */
export async function useCode(
  { store, now }: Pick<Context, 'store' | 'now'>,
  userId: UserId,
  typed: string,
): Promise<'APP' | 'RECOVERY' | null> {
  const code = typed.replace(WHITE, '');
  if (!OF_AN_APP.test(code)) return (await store.credentials.takeRecoveryCode(userId, code)) ? 'RECOVERY' : null;
  const secret = (await store.credentials.get(userId))?.appSecret?.open(grantForRules('SIGN_IN'));
  const step = secret === undefined ? null : stepOfCode(secret, code, now);
  return step !== null && (await store.credentials.takeStep(userId, step)) ? 'APP' : null;
}
