import { appendFile } from 'node:fs/promises';
import { auditCheckpoint } from '@openhaven/server/commands/audit-checkpoint';
import { clockContext } from '@openhaven/server/commands/clock-context';
import type { Room } from './room.ts';

/**
 * Puts a signed word on how far the record reaches where nobody with the database can change it: into the log, and into
 * the file that the operator has chosen. With it, rows that are cut off later at the end are missed.
 */
export async function keepCheckpoint({ store, log, now, checkpointFile }: Room): Promise<void> {
  const checkpoint = await auditCheckpoint(clockContext(store, now()));
  if (checkpoint === null) return;
  log.info({ event: 'audit.checkpoint', checkpoint });
  if (checkpointFile !== null) await appendFile(checkpointFile, `${checkpoint}\n`, { mode: 0o600 });
}
