import { type Decision, allow } from '@openhaven/domain/decision';
import type { ReleaseId } from '@openhaven/domain/ids';
import { takeBack } from '@openhaven/domain/place-release';
import type { Context } from '../context.ts';
import { NotFoundError } from '../errors.ts';
import { aboutPlace } from './about.ts';
import type { HoldDone } from './ids.ts';
import { holdFor, siteOf } from './load.ts';
import { mustBeSaved, runCommand } from './run-command.ts';

/** The service takes its word back: from this instant on the person does not see the address any more. */
export function takeBackRelease(
  context: Context,
  input: { idempotencyKey: string; releaseId: ReleaseId },
): Promise<Decision<HoldDone>> {
  const { releaseId } = input;
  const wish = { name: 'place.take-back', key: input.idempotencyKey, input };
  return runCommand(context, wish, async (tx) => {
    const release = await tx.releases.get(releaseId);
    if (release === null) throw new NotFoundError('PlaceRelease');
    const hold = await holdFor(context, tx, release.holdId, 'place.release');
    const back = takeBack(release, { hold, site: await siteOf(tx, hold.unitId) }, context.now);
    if (!back.allowed) return back;

    mustBeSaved(await tx.releases.takeBack(release, context.now));
    await tx.audit.add({ action: 'place.release-taken-back', ...aboutPlace(hold) }, context);
    const { id: holdId, requestId, referralId } = hold;
    return allow({ holdId, requestId, referralId });
  });
}
