/** One event of a live stream. */
export interface StreamEvent {
  readonly name: string;
  readonly data: unknown;
}

/** A page that listens. */
export interface Listener {
  /** Everything heard so far. */
  readonly events: readonly StreamEvent[];
  /** Waits until something heard satisfies `wanted`. */
  until(wanted: (event: StreamEvent) => boolean, withinMs?: number): Promise<StreamEvent>;
  /** Resolves when the server closes the stream. */
  readonly closed: Promise<void>;
  close(): void;
}

const LOOK_EVERY_MS = 10;

/** Listens to the body of an answer. */
export function listenTo(answer: Response, stop: AbortController, hear: (block: string) => void): Listener {
  const events: StreamEvent[] = [];
  const closed = read(answer, events, hear).catch(() => undefined);
  return {
    events,
    closed,
    close: () => stop.abort(),
    async until(wanted, withinMs = 3_000) {
      for (let left = withinMs; left > 0; left -= LOOK_EVERY_MS) {
        const found = events.find(wanted);
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
      throw new Error(`not heard within ${withinMs} ms; heard ${JSON.stringify(events)}`);
    },
  };
}

async function read(answer: Response, events: StreamEvent[], hear: (block: string) => void): Promise<void> {
  if (!answer.body) return;
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of answer.body) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) hear(block);
    events.push(...blocks.flatMap(eventIn));
  }
}

function eventIn(block: string): StreamEvent[] {
  const [, name] = /^event: (.*)$/m.exec(block) ?? [];
  const [, data = 'null'] = /^data: (.*)$/m.exec(block) ?? [];
  return name === undefined ? [] : [{ name, data: JSON.parse(data) }];
}
