import { jest } from '@jest/globals';
import { type DraftAnswer, type DraftSave, DraftSaver } from './draft-saver';

const SAVED: DraftAnswer = { referral: { id: 'r1', rev: 1 }, userErrors: [] };
const CONFLICT: DraftAnswer = {
  referral: { id: 'r1', rev: 7 },
  userErrors: [{ code: 'CHANGED_MEANWHILE', message: 'Somebody changed this.' }],
};

function aSaver(...answers: readonly (DraftAnswer | 'no answer')[]) {
  const sent: DraftSave<string>[] = [];
  const left = [...answers];
  const saver = new DraftSaver<string>(
    (save) => {
      sent.push(save);
      const answer = left.shift() ?? SAVED;
      return answer === 'no answer' ? Promise.reject(new Error('unknown')) : Promise.resolve(answer);
    },
    () => 42,
  );
  return { saver, sent };
}

describe('saving a draft as it is typed', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('waits for a pause in the typing and saves once', async () => {
    const { saver, sent } = aSaver();
    saver.change('a');
    await jest.advanceTimersByTimeAsync(500);
    saver.change('ab');
    await jest.advanceTimersByTimeAsync(799);
    expect(sent).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(sent.map(({ contents }) => contents)).toEqual(['ab']);
    expect(saver.state()).toEqual({ kind: 'SAVED', at: 42 });
  });

  it('begins the referral once, and goes on with it at its revision', async () => {
    const { saver, sent } = aSaver();
    saver.change('a');
    await saver.flush();
    saver.change('b');
    await saver.flush();
    expect(sent[0]).not.toHaveProperty('referralId');
    expect(sent[1]).toMatchObject({ referralId: 'r1', rev: 1, contents: 'b' });
    expect(sent[1]?.idempotencyKey).not.toBe(sent[0]?.idempotencyKey);
  });

  it('sends the very same save again, same key, when there was no answer, before anything newer', async () => {
    const { saver, sent } = aSaver('no answer', 'no answer');
    saver.change('a');
    await jest.advanceTimersByTimeAsync(800);
    expect(saver.state().kind).toBe('NOT_SAVED');
    saver.change('ab');
    await jest.advanceTimersByTimeAsync(800);
    await jest.advanceTimersByTimeAsync(5000);
    expect(sent.map(({ contents }) => contents)).toEqual(['a', 'a', 'a', 'ab']);
    expect(new Set(sent.slice(0, 3).map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(saver.dirty).toBe(false);
  });

  it('is not done while something is unsaved', async () => {
    const { saver } = aSaver('no answer');
    saver.change('a');
    expect(await saver.flush()).toBe(false);
    expect(saver.dirty).toBe(true);
    expect(await saver.flush()).toBe(true);
  });

  it('stops at a conflict, keeps what was typed, and saves it only when told to', async () => {
    const { saver, sent } = aSaver(CONFLICT);
    saver.change('mine');
    await jest.advanceTimersByTimeAsync(800);
    expect(saver.state().kind).toBe('CONFLICT');
    saver.change('mine, more');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(sent).toHaveLength(1);
    expect(await saver.overwrite()).toBe(true);
    expect(sent[1]).toMatchObject({ rev: 7, contents: 'mine, more' });
  });

  it('shows what the server turned down and tries again after the next change', async () => {
    const refusal = { field: 'story.dueDate', code: 'DATE_IN_PAST', message: 'This date is in the past.' };
    const { saver, sent } = aSaver({ userErrors: [refusal] });
    saver.change('bad');
    expect(await saver.flush()).toBe(false);
    expect(saver.state()).toEqual({ kind: 'REFUSED', refusals: [refusal] });
    saver.change('good');
    expect(await saver.flush()).toBe(true);
    expect(sent.map(({ contents }) => contents)).toEqual(['bad', 'good']);
  });
});
