/** Somebody else has finished the job, or taken it back: there is nothing to do. */
export class JobOverError extends Error {
  override readonly name = 'JobOverError';

  constructor() {
    super('the job is over');
  }
}
