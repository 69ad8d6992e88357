import type { JobName } from '@openhaven/server/jobs';

/** What became of a job that was due. NOT_OURS: somebody else has it, or it is over. */
export type RunResult = 'DONE' | 'LATER' | 'FAILED' | 'NOT_OURS';

/** How many jobs of each name ended how, since the start of this process. */
export interface Counts {
  add(name: JobName, result: RunResult): void;
  /** Lines as Prometheus reads them. Labels come from closed lists. */
  text(): readonly string[];
}

export function newCounts(): Counts {
  const counts = new Map<string, number>();
  return {
    add(name, result) {
      const label = `job="${name}",result="${result}"`;
      counts.set(label, (counts.get(label) ?? 0) + 1);
    },
    text: () => [
      '# TYPE openhaven_jobs_total counter',
      ...[...counts].map(([label, count]) => `openhaven_jobs_total{${label}} ${count}`),
    ],
  };
}
