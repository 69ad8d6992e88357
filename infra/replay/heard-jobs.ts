import { clockContext } from '@openhaven/server/commands/clock-context';
import type { ReferralId } from '@openhaven/domain/ids';
import { dueJobs } from '@openhaven/server/commands/due-jobs';
import type { OutboxRow, Store } from '@openhaven/server/context';

/** The jobs that wait, known without asking for them: what a queue is to the workers. */
export interface HeardJobs {
  /** The store with an ear: of every job that it is asked for, that is put off or over, the list is told. */
  readonly store: Store;
  /** What is due and not done, longest due first. */
  readonly due: (until: Date) => readonly OutboxRow[];
  /** The households for which a place has come free since this was asked before, as those who refer them are told. */
  readonly cameFree: () => readonly ReferralId[];
  /** @throws Error if the store has other jobs due than the list */
  readonly check: (now: Date) => Promise<void>;
}

type Jobs = Map<string, OutboxRow>;
type Change = (jobs: Jobs, free: Set<ReferralId>) => void;
type Hear = (change: Change) => void;

/**
 * Listens to a store, so that the virtual clock need not look for due jobs after every act. Each job is still taken,
 * done and finished by its own conditional writes: the list only says when to wake up.
 */
export function hearJobs(store: Store): HeardJobs {
  const jobs: Jobs = new Map();
  const free = new Set<ReferralId>();
  const due = (until: Date): readonly OutboxRow[] =>
    [...jobs.values()]
      .filter(({ takeFrom }) => takeFrom <= until)
      .sort((one, other) => one.takeFrom.getTime() - other.takeFrom.getTime());
  return {
    store: withEar(store, (change) => change(jobs, free)),
    due,
    cameFree: () => {
      const ids = [...free];
      free.clear();
      return ids;
    },
    check: async (now) => {
      const kept = await dueJobs(clockContext(store, now), jobs.size + 1);
      const known = new Set(due(now).map(({ id }) => id));
      if (kept.length !== known.size || !kept.every(({ id }) => known.has(id)))
        throw new Error(`${kept.length} jobs are due and ${known.size} were heard of`);
    },
  };
}

/** What happens in a transaction is heard of once it has been saved. */
function withEar(store: Store, hear: Hear): Store {
  const inTransaction: Store['inTransaction'] = async (work) => {
    let changes: Change[] = [];
    const result = await store.inTransaction((tx) => {
      changes = [];
      return work(withEar(tx, (change) => changes.push(change)));
    });
    for (const change of changes) hear(change);
    return result;
  };
  return { ...store, outbox: heardOutbox(store.outbox, hear), audit: heardAudit(store.audit, hear), inTransaction };
}

function heardOutbox(outbox: Store['outbox'], hear: Hear): Store['outbox'] {
  return {
    ...outbox,
    async add(...wanted) {
      const rows = await outbox.add(...wanted);
      hear((jobs) => {
        for (const row of rows) jobs.set(row.id, row);
      });
      return rows;
    },
    async cancel(abouts, ...names) {
      await outbox.cancel(abouts, ...names);
      hear((jobs) => {
        for (const row of jobs.values())
          if (abouts.some((about) => isAbout(row, about)) && names.includes(row.name)) jobs.delete(row.id);
      });
    },
    async move(name, about, dueAt) {
      const isMoved = await outbox.move(name, about, dueAt);
      hear((jobs) => {
        for (const row of jobs.values())
          if (isAbout(row, about) && row.name === name) jobs.set(row.id, { ...row, dueAt, takeFrom: dueAt });
      });
      return isMoved;
    },
    async postpone(id, takeFrom, attempts) {
      await outbox.postpone(id, takeFrom, attempts);
      hear((jobs) => {
        const row = jobs.get(id);
        if (row) jobs.set(id, { ...row, takeFrom, attempts });
      });
    },
    async finish(id, now) {
      hear((jobs) => jobs.delete(id));
      return outbox.finish(id, now);
    },
  };
}

function heardAudit(audit: Store['audit'], hear: Hear): Store['audit'] {
  return {
    ...audit,
    async add(entry, act, id) {
      const row = await audit.add(entry, act, id);
      const { referralId } = entry;
      if (referralId && entry.action === 'referral.place-came-free') hear((_jobs, free) => free.add(referralId));
      return row;
    },
  };
}

/** Jobs are found by the first id of their data. */
const isAbout = ({ data }: OutboxRow, about: string): boolean => Object.values(data)[0] === about;
