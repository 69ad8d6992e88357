import type { Context } from '@openhaven/server/context';
import type { JobData, JobName } from '@openhaven/server/jobs';
import type { Room } from '../room.ts';

/** A job that has been taken, its data checked against its contract. */
export interface TakenJob<Name extends JobName> {
  readonly id: string;
  readonly data: JobData<Name>;
  /** How often it has been taken, this time included. */
  readonly attempts: number;
  readonly context: Context;
  /** A context whose transaction finishes the job as well. */
  readonly finishing: Context;
}

/** DONE: the processor has finished the job. Otherwise it is to be taken again at an instant. */
export type Outcome = 'DONE' | { readonly againAt: Date; readonly attempts: number };

/** What is done for a job. It finishes the job itself, in the transaction that does the work. */
export type Processor<Name extends JobName> = (job: TakenJob<Name>, room: Room) => Promise<Outcome>;

/** One processor for each job there is. */
export type Processors = { readonly [Name in JobName]: Processor<Name> };
