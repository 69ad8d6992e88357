import { createHash } from 'node:crypto';

/** An id that is the same at every run, so that seeding twice makes nothing twice. Shaped as a UUID. */
export function demoId<Id extends string>(kind: string, name: string): Id {
  const hex = createHash('sha256').update(`openhaven demonstration|${kind}|${name}`).digest('hex');
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return parts.join('-') as Id;
}
