import { jest } from '@jest/globals';
import { TestBed } from '@angular/core/testing';
import type { TypedDocumentString } from './generated';
import { Api, FaultError, OutcomeUnknownError, SignedOutError } from './graphql';

const DOCUMENT = 'query' as unknown as TypedDocumentString<{ now: string }, object>;

async function answerTo(status: number, body: string | Error): Promise<unknown> {
  const response = { status, json: () => Promise.resolve().then((): unknown => JSON.parse(String(body))) };
  globalThis.fetch = jest.fn<typeof fetch>(() =>
    body instanceof Error ? Promise.reject(body) : Promise.resolve(response as Response),
  );
  const api = TestBed.inject(Api);
  return api.run(DOCUMENT, {}).catch((error: unknown) => error);
}

const errors = (code: string, more: object = {}): string =>
  JSON.stringify({ errors: [{ message: 'In words.', extensions: { code, ...more } }] });

describe('the one way to the API', () => {
  it('gives the data', async () => {
    expect(await answerTo(200, '{"data":{"now":"x"}}')).toEqual({ now: 'x' });
  });

  it.each([
    ['no connection', 0, new TypeError('Failed to fetch')],
    ['an answer cut short', 200, '{"data":'],
    ['a page of a proxy', 502, '<html>'],
    ['an answer without data', 200, '{}'],
    ['a fault of the server', 500, errors('INTERNAL')],
    ['a store that is away', 503, errors('STORE_UNAVAILABLE')],
  ])('does not know what became of it after %s', async (_, status, body) => {
    expect(await answerTo(status, body)).toBeInstanceOf(OutcomeUnknownError);
  });

  it('keeps the words of the server when it fails', async () => {
    expect(await answerTo(500, errors('INTERNAL'))).toMatchObject({ message: 'In words.' });
  });

  it('knows that the session has ended', async () => {
    expect(await answerTo(401, errors('UNAUTHENTICATED'))).toBeInstanceOf(SignedOutError);
    expect(await answerTo(200, errors('UNAUTHENTICATED'))).toBeInstanceOf(SignedOutError);
  });

  it('passes on which field was turned down, in words', async () => {
    const error = await answerTo(400, errors('BAD_USER_INPUT', { field: 'input.story.dueDate' }));
    expect(error).toBeInstanceOf(FaultError);
    expect(error).toMatchObject({ message: 'In words.', field: 'input.story.dueDate' });
  });

  it('says so when nobody has touched the page for a minute, so that a page left open ends its session', async () => {
    const headersSent = (): unknown => jest.mocked(globalThis.fetch).mock.lastCall?.[1]?.headers;
    await answerTo(200, '{"data":{}}');
    expect(headersSent()).toEqual({ 'content-type': 'application/json' });
    const now = performance.now();
    const later = jest.spyOn(performance, 'now').mockReturnValue(now + 61_000);
    await answerTo(200, '{"data":{}}');
    expect(headersSent()).toMatchObject({ 'openhaven-background': '1' });
    document.dispatchEvent(new Event('keydown'));
    await answerTo(200, '{"data":{}}');
    expect(headersSent()).toEqual({ 'content-type': 'application/json' });
    later.mockRestore();
  });
});
