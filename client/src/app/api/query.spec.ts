import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Query } from './query';

/** A query whose answers come when the test says so. */
function aQuery(variables: () => string | undefined) {
  const asked: { readonly with: string; answer(value: string): Promise<void>; fail(): Promise<void> }[] = [];
  const query = TestBed.runInInjectionContext(
    () =>
      new Query<string>(() => {
        const text = variables();
        if (text === undefined) return undefined;
        return () =>
          new Promise((resolve, reject) => {
            const settled = async (settle: () => void): Promise<void> => {
              settle();
              await new Promise((done) => setTimeout(done));
            };
            asked.push({
              with: text,
              answer: (value) => settled(() => resolve(value)),
              fail: () => settled(() => reject(new Error('no connection'))),
            });
          });
      }),
  );
  TestBed.tick();
  return { query, asked };
}

describe('what a page reads', () => {
  it('is asked for once when the page opens', async () => {
    const { query, asked } = aQuery(() => 'a');
    expect([query.status(), query.hasValue(), asked.length]).toEqual(['loading', false, 1]);
    await asked[0]?.answer('answer');
    expect([query.status(), query.value()]).toEqual(['resolved', 'answer']);
  });

  it('is not asked for before it can be', () => {
    const { query, asked } = aQuery(() => undefined);
    expect([query.status(), asked.length]).toEqual(['idle', 0]);
  });

  it('is asked for anew when the page is about something else, and shows nothing of the old', async () => {
    const id = signal('a');
    const { query, asked } = aQuery(id);
    await asked[0]?.answer('of a');
    id.set('b');
    TestBed.tick();
    expect(query.value()).toBeUndefined();
    await asked[1]?.answer('of b');
    expect(query.value()).toBe('of b');
  });

  it('never shows an answer to an older question', async () => {
    const id = signal('a');
    const { query, asked } = aQuery(id);
    id.set('b');
    TestBed.tick();
    await asked[1]?.answer('of b');
    await asked[0]?.answer('of a');
    expect(query.value()).toBe('of b');
  });

  it('stays on the page while it is asked for again', async () => {
    const { query, asked } = aQuery(() => 'a');
    await asked[0]?.answer('old');
    expect(query.reload()).toBe(true);
    expect([query.status(), query.value()]).toEqual(['reloading', 'old']);
    expect(query.reload()).toBe(false);
    await asked[1]?.answer('new');
    expect(query.value()).toBe('new');
  });

  it('stays on the page when asking again fails, with the error beside it', async () => {
    const { query, asked } = aQuery(() => 'a');
    await asked[0]?.answer('old');
    query.reload();
    await asked[1]?.fail();
    expect([query.status(), query.value(), query.error()]).toEqual(['error', 'old', new Error('no connection')]);
  });
});
