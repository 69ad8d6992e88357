/** What the plain addresses under /auth answer: a status, and a body that each of them has its own shape for. */
export interface Posted {
  readonly status: number;
  readonly body: unknown;
}

/** Sends JSON to a plain address of our own. @returns undefined without a connection: nobody knows whether it arrived */
export async function post(path: string, body: object): Promise<Posted | undefined> {
  const headers = { 'content-type': 'application/json' };
  return answerOf(path, { method: 'POST', headers, body: JSON.stringify(body), keepalive: true });
}

/** Reads a plain address of our own. */
export async function read(path: string): Promise<Posted | undefined> {
  return answerOf(path, {});
}

async function answerOf(path: string, init: RequestInit): Promise<Posted | undefined> {
  try {
    const response = await fetch(path, { ...init, credentials: 'same-origin' });
    return { status: response.status, body: await response.json() };
  } catch {
    // No connection, or a proxy's page in place of an answer: the person is told so; there is nothing more to know.
    return undefined;
  }
}
