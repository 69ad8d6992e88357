import { codeAt } from '../src/crypto/app-code.ts';
import { PASSWORD, type TestPerson } from './people.ts';
import { cookieIn, type TestAnswer, type TestServer, type Visitor } from './server.ts';

/** Somebody whose account asks for the code of an app. */
export interface WithApp {
  readonly visitor: Visitor;
  readonly recoveryCodes: readonly string[];
  /** What the app shows at an instant. */
  readonly code: (now: Date) => string;
}

/** What an answer outside the API says. */
export function told(answer: TestAnswer): Record<string, unknown> {
  return JSON.parse(answer.text) as Record<string, unknown>;
}

/** The same browser after an answer that sets a new cookie. */
export function after(server: TestServer, answer: TestAnswer): Visitor {
  return server.holding(cookieIn(answer));
}

/** Somebody signed in who has just proved once more who they are. */
export async function steppedUp(server: TestServer, visitor: Visitor, code?: string): Promise<Visitor> {
  return after(server, await visitor.post('/auth/step-up', { password: PASSWORD, ...(code && { code }) }));
}

/** Adds an app to an account, as the page does. `now` is the time of the server. */
export async function addApp(server: TestServer, visitor: Visitor, now: Date): Promise<WithApp> {
  const { secret } = told(await visitor.post('/auth/app', {})) as { secret: string };
  const answer = await visitor.post('/auth/app/confirm', { code: codeAt(secret, now) });
  const { recoveryCodes } = told(answer) as { recoveryCodes: string[] };
  return { visitor: after(server, answer), recoveryCodes, code: (at) => codeAt(secret, at) };
}

/** Signs somebody in with a password alone, and adds an app. */
export async function withApp(server: TestServer, person: TestPerson, now: Date): Promise<WithApp> {
  return addApp(server, await steppedUp(server, await server.signIn(person)), now);
}
