import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServiceId } from '@openhaven/domain/ids';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as clientDocuments from '../../client/src/app/api/generated.ts';
import { aPerson } from '../testing/people.ts';
import { startServer, type TestServer, type Visitor } from '../testing/server.ts';
import { startStore, type TestStore } from '../testing/store.ts';
import { aStory } from '../testing/stories.ts';

const MANIFEST = new URL('../src/graphql/generated/trusted-documents.json', import.meta.url);
const CANARY = 'Quillfeather';
const CANARY_STORY = { preferredName: CANARY, background: `${CANARY} of 12 Safe Street` };
const SAVE = 'mutation($input: SaveDraftInput!) { saveDraft(input: $input) { userErrors { code } } }';
const MEMBER = { role: 'CHILD', name: CANARY };

let test: TestStore;
let server: TestServer;
let production: TestServer;
let officer: Visitor;
let officerInProduction: Visitor;
// What reaches standard error goes past the log: express writes there, and so do uncaught faults.
const printed = jest.spyOn(process.stderr, 'write');

beforeAll(async () => {
  test = await startStore();
  const person = await aPerson(test.store, { role: 'REFERRER' });
  server = await startServer({ store: test.store });
  production = await startServer({ store: test.store, production: true });
  officer = await server.signIn(person);
  officerInProduction = await production.signIn(person);
});
afterAll(async () => {
  await server.stop();
  await production.stop();
  await test.stop();
});

const input = (changes: object) => ({ input: { idempotencyKey: 'k', story: CANARY_STORY, ...changes } });

describe('a body that cannot be read', () => {
  const refusedAs = async (body: string, headers: Record<string, string> = {}) => {
    const { status, errors, text } = await officer.post('/graphql', body, headers);
    expect(text).not.toContain(CANARY);
    return { status, sentence: errors[0]?.message, code: errors[0]?.extensions['code'] };
  };

  it('that is empty: nothing was sent', async () => {
    expect(await refusedAs('')).toEqual({ status: 400, sentence: 'Nothing was sent.', code: 'BAD_REQUEST' });
  });

  it.each([
    ['cut JSON', `{"query":"{ viewer { id } }","variables":{"name":"${CANARY}`],
    ['a trailing comma', `{"query":"{ viewer { id } }","variables":{"name":"${CANARY}",}}`],
    ['no JSON at all', CANARY],
    ['a number', '42'],
    ['null', 'null'],
    ['text', `"${CANARY}"`],
  ])('%s: not complete, and nothing of it anywhere', async (_what, body) => {
    expect(await refusedAs(body)).toEqual({
      status: 400,
      sentence: 'The request was not complete. Try again.',
      code: 'BAD_REQUEST',
    });
  });

  it('of 65 KiB is too long; of 63 KiB it is read', async () => {
    const body = (kib: number) =>
      JSON.stringify({ query: '{ viewer { id } }', variables: { text: 'x'.repeat(kib * 1024) } });
    expect((await refusedAs(body(65))).status).toBe(413);
    expect((await officer.post('/graphql', body(63))).status).toBe(200);
  });

  it('of 65 KiB without a length is too long as well', async () => {
    const chunks = new Blob([JSON.stringify({ query: 'x'.repeat(65 * 1024) })]).stream();
    const init = { method: 'POST', body: chunks, duplex: 'half', headers: { 'content-type': 'application/json' } };
    expect((await fetch(`${server.url}/graphql`, init as RequestInit)).status).toBe(413);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
  ])('as %s is refused', async (type) => {
    expect((await refusedAs('{"query":"{ viewer { id } }"}', { 'content-type': type })).status).toBe(415);
  });

  it('as a batch is refused', async () => {
    const one = { query: '{ viewer { id } }' };
    expect(await refusedAs(JSON.stringify([one, one]))).toMatchObject({
      status: 400,
      sentence: 'Send one request at a time.',
    });
  });

  it.each(['GET', 'PUT', 'DELETE', 'HEAD'])('by %s is refused', async (method) => {
    const { status, headers } = await fetch(`${server.url}/graphql?query={viewer{id}}`, { method });
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('from another site is refused', async () => {
    const headers = { origin: 'https://evil.example' };
    expect((await officer.post('/graphql', { query: '{ viewer { id } }' }, headers)).status).toBe(403);
    expect((await officer.post('/auth/sign-out', {}, headers)).status).toBe(403);
    expect((await officerInProduction.post('/graphql', {}, { origin: production.url })).status).toBe(403);
  });

  it.each([
    ['no query', {}],
    ['a query that is a list', { query: ['{ viewer { id } }'] }],
    ['variables that are a list', { query: '{ viewer { id } }', variables: [1] }],
    ['an unknown part', { query: '{ viewer { id } }', [CANARY]: 1 }],
    ['a persisted query of Apollo', { query: '{ viewer { id } }', extensions: { persistedQuery: { version: 1 } } }],
  ])('with %s is refused', async (_what, body) => {
    expect((await refusedAs(JSON.stringify(body))).status).toBe(400);
  });

  it('that pollutes prototypes changes nothing', async () => {
    await officer.post(
      '/graphql',
      '{"query":"{ viewer { id } }","__proto__":{"polluted":true},"variables":{"__proto__":{"polluted":true}}}',
    );
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('a field that cannot be read', () => {
  const NESTED = 'input.story.members.0';

  it.each([
    ['a missing field', { story: undefined }, 'input.story', 'Fill in this field.'],
    [
      'a missing field deep inside',
      { story: { members: [{ name: CANARY }] } },
      `${NESTED}.role`,
      'Fill in this field.',
    ],
    ['null where something is needed', { idempotencyKey: null }, 'input.idempotencyKey', 'Fill in this field.'],
    [
      'a wrong choice',
      { story: { members: [{ ...MEMBER, sex: CANARY }] } },
      `${NESTED}.sex`,
      'Choose one of the answers.',
    ],
    ['a choice as a number', { story: { tonight: 7 } }, 'input.story.tonight', 'Choose one of the answers.'],
    ['an unknown key', { story: { ...CANARY_STORY, [CANARY]: CANARY } }, 'input.story', /not known here/],
    [
      'a key close to a known one',
      { story: { ...CANARY_STORY, prefferedName: CANARY } },
      'input.story',
      /not known here/,
    ],
    [
      '__proto__',
      JSON.parse(`{"story":{"__proto__":{"name":"${CANARY}"}}}`) as object,
      'input.story',
      /not known here/,
    ],
    [
      'a query operator for text',
      { story: { preferredName: { $ne: null } } },
      'input.story.preferredName',
      'Write this as text.',
    ],
    ['a query operator for an id', { referralId: { $gt: '' } }, 'input.referralId', 'Write this as text.'],
    ['a list for text', { story: { preferredName: [CANARY] } }, 'input.story.preferredName', 'Write this as text.'],
    ['text for a part of the form', { story: CANARY }, 'input.story', /could not be read/],
    ['text for a list of parts', { story: { members: CANARY } }, 'input.story.members', /could not be read/],
    ['text for a number', { story: { childrenCount: `2 ${CANARY}` } }, 'input.story.childrenCount', /whole number/],
    ['half a child', { story: { childrenCount: 2.5 } }, 'input.story.childrenCount', /whole number/],
    ['a number beyond numbers', { story: { childrenCount: 1e300 } }, 'input.story.childrenCount', /whole number/],
    [
      'text for yes or no',
      { story: { unsafeAreas: [{ kind: 'DISTRICT', whose: 'GANG', hard: CANARY }] } },
      'input.story.unsafeAreas.0.hard',
      'Choose one of the answers.',
    ],
    [
      '31 February',
      { story: { members: [{ ...MEMBER, dateOfBirth: '1990-02-31' }] } },
      `${NESTED}.dateOfBirth`,
      /real date/,
    ],
    ['a date as it is spoken', { story: { dueDate: '31/02/1990' } }, 'input.story.dueDate', /real date/],
    ['a date as a number', { story: { dueDate: 19900101 } }, 'input.story.dueDate', /real date/],
  ])('%s: 400, named, in words, not repeated', async (_what, changes, field, sentence) => {
    for (const visitor of [officer]) {
      const { status, errors, text } = await visitor.ask(SAVE, input(changes));
      expect({ status, ...errors[0]?.extensions }).toEqual({ status: 400, code: 'BAD_USER_INPUT', field });
      expect(errors[0]?.message).toMatch(sentence);
      expect(errors).toHaveLength(1);
      expect(text).not.toMatch(new RegExp(`${CANARY}|Did you mean|\\$ne|at .*\\.ts`));
    }
  });

  it('the whole input missing: named as well', async () => {
    const { status, errors } = await officer.ask(SAVE, {});
    expect({ status, ...errors[0]?.extensions }).toEqual({ status: 400, code: 'BAD_USER_INPUT', field: 'input' });
  });

  it.each(['2026-01-05T09:00:00Z', '2026-01-05T09:00+01:00'])('takes the instant %s', async (arrivalFrom) => {
    const offer = 'mutation($input: MakeOfferInput!) { makeOffer(input: $input) { userErrors { code } } }';
    const { errors } = await officer.ask(offer, { input: { idempotencyKey: 'k', requestId: 'none', arrivalFrom } });
    expect(errors[0]?.extensions['field']).toBeUndefined();
  });

  it.each(['2026-02-30T09:00:00Z', '2026-01-05 09:00', 'soon', 1_767_603_600, '2026-01-05T25:00:00Z'])(
    'does not take the instant %s',
    async (arrivalFrom) => {
      const offer = 'mutation($input: MakeOfferInput!) { makeOffer(input: $input) { userErrors { code } } }';
      const { errors } = await officer.ask(offer, { input: { idempotencyKey: 'k', requestId: 'none', arrivalFrom } });
      expect(errors[0]?.extensions['field']).toBe('input.arrivalFrom');
    },
  );
});

describe('a part of a list that cannot be', () => {
  const timeline = Buffer.from(JSON.stringify(['another-list', 1, 'x'])).toString('base64url');
  const LISTS = [
    ['referrals', 'REFERRER'],
    ['myWork', 'REFERRER'],
    ['inbox', 'REFUGE_MANAGER'],
    ['vacancies', 'REFUGE_MANAGER'],
    ['board', 'COORDINATOR'],
  ] as const;

  it.each(LISTS)('of %s: 400, naming what is wrong', async (list, role) => {
    const visitor = await server.signIn(await aPerson(test.store, { role, serviceIds: [randomUUID() as ServiceId] }));
    const query = `query ($first: Int!, $after: String) { ${list}(first: $first, after: $after) { totalCount } }`;
    const wrong = [
      [{ first: 1_000_000 }, 'first'],
      [{ first: 0 }, 'first'],
      [{ first: -1 }, 'first'],
      [{ first: 2, after: timeline }, 'after'],
      [{ first: 2, after: CANARY }, 'after'],
      [{ first: 2, after: '' }, 'after'],
    ] as const;
    for (const [variables, field] of wrong) {
      const { status, data, errors, text } = await visitor.ask(query, variables);
      expect({ ...variables, status, data, field: errors[0]?.extensions['field'] }).toEqual({
        ...variables,
        status: 400,
        data: null,
        field,
      });
      expect(text).not.toContain(CANARY);
    }
    expect((await visitor.ask(query, { first: 2 })).status).toBe(200);
  });
});

describe('an operation that does not run in production', () => {
  const braces = (many: number) => `{ viewer ${'{ organisation '.repeat(many)}${'}'.repeat(many)} }`;
  const aliases = Array.from(
    { length: 200 },
    (_, n) => `m${n}: escalateReferral(input: {idempotencyKey: "${n}", referralId: "x"}) { userErrors { code } }`,
  );

  const OPERATIONS: [string, string][] = [
    ['an unknown operation', '{ viewer { name } system { now } }'],
    ['__schema', '{ __schema { types { name } } }'],
    ['__type', '{ __type(name: "Referral") { fields { name } } }'],
    ['200 mutations under aliases', `mutation { ${aliases.join(' ')} }`],
    ['20,000 nested braces', '{'.repeat(20_000)],
    ['thousands of nested fields', braces(3_000)],
    ['fragments that open each other', 'query { ...a } fragment a on Query { ...b } fragment b on Query { ...a }'],
    ['no GraphQL', CANARY],
    ['an empty text', ''],
  ];

  it.each(OPERATIONS)('%s: 400 in under 50 ms, and nothing told', async (_what, query) => {
    await officerInProduction.ask('{ viewer { name } }');
    const start = performance.now();
    const { status, errors, data, text } = await officerInProduction.ask(query);
    expect(performance.now() - start).toBeLessThan(50);
    expect({ status, data, code: errors[0]?.extensions['code'] }).toEqual({
      status: 400,
      data: null,
      code: 'UNKNOWN_OPERATION',
    });
    expect(text).not.toMatch(new RegExp(`${CANARY}|Did you mean|Cannot query|Syntax`));
  });

  it.each([
    ['eight levels', braces(8), 'TOO_COMPLEX'],
    ['eleven aliases', `{ ${Array.from({ length: 11 }, (_, n) => `a${n}: viewer { id }`).join(' ')} }`, 'TOO_COMPLEX'],
    ['two mutations', `mutation { ${aliases.slice(0, 2).join(' ')} }`, 'TOO_COMPLEX'],
    ['two operations', 'query a { viewer { id } } query b { viewer { id } }', 'TOO_COMPLEX'],
    ['a thousand words', `{ ${'viewer { id } '.repeat(300)} }`, 'UNKNOWN_OPERATION'],
    ['ten fragments of a hundred fields each, ten times', fragments(), 'TOO_COMPLEX'],
  ])('outside production, %s are refused before anything runs', async (_what, query, code) => {
    const { status, errors, data } = await officer.ask(query);
    expect({ status, data, code: errors[0]?.extensions['code'] }).toEqual({ status: 400, data: null, code });
  });

  it('gives no reason to guess: suggestions are off outside production too', async () => {
    const { text } = await officer.ask('{ viewer { nam } }');
    expect(text).not.toContain('Did you mean');
  });
});

function fragments(): string {
  const hundred = 'id '.repeat(100);
  return `{ viewer { ${'...f '.repeat(11)} } } fragment f on Viewer { ${hundred} }`;
}

describe('the client’s own operations', () => {
  const own = Object.entries(clientDocuments).filter(([name]) => name.endsWith('Document'));

  it.each(own)('%s is let through in production as the pages send it, within the limits', async (_name, document) => {
    const { errors } = await officerInProduction.ask(String(document));
    expect(['UNKNOWN_OPERATION', 'TOO_COMPLEX']).not.toContain(errors[0]?.extensions['code']);
  });

  it('are let through by their ids', async () => {
    const ids = Object.keys(JSON.parse(readFileSync(MANIFEST, 'utf8')) as object);
    expect(ids).toHaveLength(own.length);
    for (const documentId of ids) {
      const { errors } = await officerInProduction.post('/graphql', { documentId });
      expect(errors[0]?.extensions['code']).not.toBe('UNKNOWN_OPERATION');
    }
  });

  it('are known by no other id', async () => {
    for (const documentId of ['0'.repeat(64), '__proto__', 'constructor', '']) {
      const { status } = await officerInProduction.post('/graphql', { documentId });
      expect(status).toBe(400);
    }
  });
});

describe('a note that holds a postcode, a telephone number or a street', () => {
  const WARN = `mutation ($input: SaveDraftInput!) { saveDraft(input: $input) {
    referral { id story { background } } userErrors { code } warnings { field code message } } }`;

  it('is saved as it was written, with a warning that does not repeat it', async () => {
    const background = 'Her sister: 07700 900123, at 12 Mill Lane, WR1 2AB.';
    const answer = await officer.ask(
      WARN,
      input({ idempotencyKey: 'tell-tale', story: { ...CANARY_STORY, background } }),
    );
    const saved = (answer.data as Record<string, Record<string, unknown>>)['saveDraft'];
    expect(saved).toMatchObject({ referral: { story: { background } }, userErrors: [] });
    expect(saved?.['warnings']).toEqual([
      { field: 'story.background', code: 'POSTCODE', message: 'This looks like a postcode.' },
      { field: 'story.background', code: 'STREET', message: 'This looks like a house number and street.' },
      { field: 'story.background', code: 'PHONE', message: 'This looks like a telephone number.' },
    ]);
  });

  it('is not warned of where a number belongs, nor where nothing is told', async () => {
    const answer = await officer.ask(
      WARN,
      input({ idempotencyKey: 'no-tell-tale', story: aStory({ background: 'Two boys, 8 and 12.' }) }),
    );
    expect((answer.data as Record<string, Record<string, unknown>>)['saveDraft']).toMatchObject({ warnings: [] });
  });
});

describe('whoever is not signed in', () => {
  it('learns that, and nothing else', async () => {
    const { status, errors, data } = await server.nobody.ask('{ board { totalCount } }');
    expect({ status, data, code: errors[0]?.extensions['code'] }).toEqual({
      status: 401,
      data: null,
      code: 'UNAUTHENTICATED',
    });
  });

  it('is told before a field is looked at', async () => {
    expect((await server.nobody.ask(SAVE, input({ story: 7 }))).status).toBe(401);
    expect((await server.nobody.ask('{ ...f } fragment f on Query { board { totalCount } }')).status).toBe(401);
  });

  it('may ask what is running', async () => {
    expect((await server.nobody.ask('{ system { now } }')).status).toBe(200);
  });
});

describe('after all of this', () => {
  it('nothing that was sent stands in a log or on standard error', () => {
    expect(server.logged() + production.logged() + JSON.stringify(printed.mock.calls)).not.toContain(CANARY);
  });
});
