/** Work that is done again and again until it is stopped, one time after the other. */
export interface Loop {
  /** Begins no more; resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** Does `work`, waits, and does it again. A fault is given to `onFault` and the loop goes on. */
export function everySoOften(work: () => Promise<unknown>, waitMs: number, onFault: (error: unknown) => void): Loop {
  let [stopping, wake] = [false, (): void => undefined];
  const turn = async (): Promise<void> => {
    while (!stopping) {
      await work().catch(onFault);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, stopping ? 0 : waitMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const ended = turn();
  return {
    stop: () => {
      stopping = true;
      wake();
      return ended;
    },
  };
}
