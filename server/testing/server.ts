import { startServer as start } from '../src/http/server.ts';
import { createLog } from '../src/log.ts';
import { placesIn } from './hidden.ts';
import type { Store } from '../src/store/store.ts';
import { PASSWORD, type TestPerson } from './people.ts';
import { type Listener, listenTo } from './stream.ts';

export interface TestServerOptions {
  readonly store: Store;
  readonly redisUrl?: string;
  readonly clock?: () => Date;
  /** Runs as in production: only the client's own documents, nothing told of the schema. */
  readonly production?: boolean;
  readonly staticDir?: string;
  /** Whether a password alone lets nobody in. Left out: it does. */
  readonly secondFactor?: 'required' | 'optional';
  readonly requestsPerMinute?: number;
  readonly isStoreWritable?: () => Promise<boolean>;
  readonly honey?: readonly string[];
}

/** What came back. `errors` and `data` are those of the API, where there are any. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

/** Somebody with a browser: sends what browsers send, and keeps the cookie. */
export interface Visitor {
  readonly cookie: string;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<TestAnswer>;
  ask(query: string, variables?: object): Promise<TestAnswer>;
  get(path: string): Promise<TestAnswer>;
  /** @param again whether it listened before and was cut off */
  listen(again?: boolean): Promise<Listener>;
}

export interface TestServer {
  readonly url: string;
  readonly innerUrl: string;
  /** Everything that was logged so far. */
  readonly logged: () => string;
  readonly nobody: Visitor;
  /** Somebody whose browser holds this cookie. */
  holding(cookie: string): Visitor;
  signIn(person: Pick<TestPerson, 'email'>, password?: string): Promise<Visitor>;
  /** @throws Error if anybody was told, or the log holds, where a refuge is, unless they asked for it by name */
  stop(): Promise<void>;
}

/** Starts the real server on free ports. */
export async function startServer(options: TestServerOptions): Promise<TestServer> {
  const lines: string[] = [];
  const heard: string[] = [];
  const hear = (answer: string): void => void heard.push(...placesIn(answer));
  const rate = options.requestsPerMinute ?? 1_000_000;
  const server = await start({
    store: options.store,
    clock: options.clock ?? (() => new Date()),
    log: createLog('info', { write: (line) => void lines.push(line) }),
    production: options.production ?? false,
    host: '127.0.0.1',
    port: 0,
    innerPort: 0,
    publicUrl: 'https://openhaven.example',
    redisUrl: options.redisUrl ?? null,
    staticDir: options.staticDir ?? null,
    mailboxUrl: null,
    honey: options.honey ?? [],
    secondFactor: options.secondFactor ?? 'optional',
    rates: { address: rate, user: rate, organisation: rate, signIn: rate },
    isStoreWritable: options.isStoreWritable ?? (() => Promise.resolve(true)),
    areMigrationsDone: () => Promise.resolve(true),
  });
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    innerUrl: `http://127.0.0.1:${server.innerPort}`,
    logged: () => lines.join(''),
    nobody: visitorAt(url, '', hear),
    holding: (cookie) => visitorAt(url, cookie, hear),
    signIn: async ({ email }, password = PASSWORD) => {
      const answer = await visitorAt(url, '', hear).post('/auth/sign-in', { email, password });
      return visitorAt(url, cookieIn(answer), hear);
    },
    stop: async () => {
      await server.stop();
      const told = [...new Set([...heard, ...placesIn(lines.join('')).map((name) => `${name} in the log`)])];
      if (told.length > 0) throw new Error(`the place was told: ${told.join(', ')}`);
    },
  };
}

/** The cookie that an answer sets, as the browser would send it back; empty for none. */
export function cookieIn({ headers }: TestAnswer): string {
  return headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

function visitorAt(url: string, cookie: string, hear: (answer: string) => void): Visitor {
  const own = { cookie, origin: 'https://openhaven.example' };
  const post: Visitor['post'] = async (path, body, headers = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const json = { 'content-type': 'application/json', ...own, ...headers };
    return answerOf(await fetch(url + path, { method: 'POST', headers: json, body: text }), hear);
  };
  return {
    cookie,
    post,
    ask: (query, variables = {}) => post('/graphql', { query, variables }),
    get: async (path) => answerOf(await fetch(url + path, { headers: own }), hear),
    listen: async (again) => {
      const stop = new AbortController();
      const headers = { ...own, ...(again && { 'last-event-id': '0' }) };
      const answer = await fetch(`${url}/live`, { headers, signal: stop.signal });
      if (answer.status !== 200) throw new Error(`not let in: ${answer.status}`);
      return listenTo(answer, stop, hear);
    },
  };
}

async function answerOf(response: Response, hear: (answer: string) => void): Promise<TestAnswer> {
  const text = await response.text();
  hear(text);
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  const { data = null, errors = [] } = (isJson ? JSON.parse(text) : {}) as Partial<TestAnswer>;
  return { status: response.status, headers: response.headers, text, data, errors };
}
