import { Act } from './act';
import { type Api, FaultError, OutcomeUnknownError, SignedOutError } from './graphql';
import type { Session } from './session';
import type { TypedDocumentString } from './generated';

type Input = { idempotencyKey: string; referralId: string };
interface Result {
  readonly withdraw: { readonly userErrors: readonly { code: string; message: string; field?: string }[] };
}

const DOCUMENT = 'mutation' as unknown as TypedDocumentString<Result, { input: Input }>;
const DONE: Result = { withdraw: { userErrors: [] } };

/** An act whose server answers what the test says, one after the other. */
function anAct(...answers: readonly (Result | Error)[]) {
  const sent: Input[] = [];
  const left = [...answers];
  let locked = 0;
  const api = {
    run: (_document: unknown, { input }: { input: Input }) => {
      sent.push(input);
      const answer = left.shift() ?? DONE;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  } as unknown as Api;
  const session = { lock: () => (locked += 1) } as unknown as Session;
  const act = new Act(api, session);
  const heard: string[] = [];
  const answered = { done: () => void heard.push('done'), refused: () => void heard.push('refused') };
  const send = (): Promise<void> => act.send(DOCUMENT, { referralId: 'r1' }, answered);
  return { act, sent, heard, send, timesLocked: () => locked };
}

describe('an act', () => {
  it('is sent with a key of its own and told when it is done', async () => {
    const { act, sent, heard, send } = anAct();
    await send();
    expect(sent).toEqual([{ referralId: 'r1', idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/) as string }]);
    expect([heard, act.state()]).toEqual([['done'], 'READY']);
  });

  it('is sent again with the same key until there is a clear answer', async () => {
    const { act, sent, heard, send } = anAct(new OutcomeUnknownError(''), new OutcomeUnknownError(''));
    await send();
    expect(act.notSaved()).toBe(true);
    await act.retry();
    await act.retry();
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect([heard, act.state()]).toEqual([['done'], 'READY']);
  });

  it('has a new key when it is done anew after a clear answer', async () => {
    const { sent, send } = anAct();
    await send();
    await send();
    expect(new Set(sent.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2);
  });

  it('is not sent twice by a second press while the first is under way', async () => {
    const { sent, send } = anAct();
    await Promise.all([send(), send()]);
    expect(sent).toHaveLength(1);
  });

  it('shows refusals, and does not count as done', async () => {
    const refusal = { code: 'HOLD_LAPSED', message: 'This hold has run out.' };
    const { act, heard, send } = anAct({ withdraw: { userErrors: [refusal] } });
    await send();
    expect([act.refusals(), heard]).toEqual([[refusal], ['refused']]);
  });

  it('shows a fault beside the field it is about; nothing was done', async () => {
    const { act, send } = anAct(new FaultError('Enter a real date.', 'input.leftOn'));
    await send();
    expect(act.refusals()).toEqual([{ code: 'FAULT', message: 'Enter a real date.', field: 'input.leftOn' }]);
    expect(act.notSaved()).toBe(false);
  });

  it('passes on the reference to quote when the server does not know', async () => {
    const { act, send } = anAct(new OutcomeUnknownError('Something went wrong. Quote reference AB12-CD34.'));
    await send();
    expect([act.notSaved(), act.problem()]).toEqual([true, 'Something went wrong. Quote reference AB12-CD34.']);
  });

  it('waits under the sign-in form when the session has ended, and goes out once after it', async () => {
    const { act, sent, heard, send, timesLocked } = anAct(new SignedOutError());
    await send();
    expect([timesLocked(), heard]).toEqual([1, []]);
    await act.retry();
    expect([sent.length, heard]).toEqual([2, ['done']]);
  });
});
