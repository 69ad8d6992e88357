/**
 * The walls of the house, as data. `eslint.config.js` turns them into rules; `walls.test.ts` proves each by breaking it.
 *
 * ROOMS: a room may import itself, the rooms named here, and nothing else of this repository.
 * Source: the plan of the house, "Who may import whom".
 */
const domain = 'server/domain/src';
const server = (...names) => names.map((name) => `server/src/${name}`);

export const ROOMS = {
  [domain]: [],
  ...Object.fromEntries(
    server('config.ts', 'log.ts', 'errors.ts', 'crypto', 'jobs').map((room) => [
      room,
      [domain, ...server('errors.ts')],
    ]),
  ),
  'server/src/store': [domain, ...server('crypto', 'jobs', 'errors.ts')],
  'server/src/context.ts': [domain, ...server('store', 'errors.ts')],
  'server/src/access': [domain, ...server('context.ts', 'store', 'crypto', 'errors.ts')],
  'server/src/commands': [domain, ...server('context.ts', 'access', 'errors.ts')],
  'server/src/queries': [domain, ...server('context.ts', 'access', 'errors.ts')],
  'server/src/graphql': [domain, ...server('commands', 'queries', 'context.ts', 'errors.ts')],
  'server/src/http': [domain, ...server('graphql', 'access', 'context.ts', 'config.ts', 'log.ts', 'errors.ts')],
  'server/src/main.ts': [domain, 'server/src'],
  'workers/src': [domain, ...server('commands', 'queries', 'jobs', 'context.ts', 'config.ts', 'log.ts', 'errors.ts')],
  'client/src': [domain],
  'infra/embedded-mongo/src': [],
};

/** Imports that may only be types, never values: room → path pattern. */
export const TYPES_ONLY = { 'server/src/store': '/jobs/' };

const all = (name) => `^${name}(/|$)`;

/** One library, one room. `rooms` are the only places that may import what matches `regex`. */
export const LIBRARIES = [
  { regex: `${all('mongoose')}|${all('mongodb')}`, rooms: ['server/src/store'] },
  { regex: all('express'), rooms: ['server/src/http'] },
  {
    regex: `${all('graphql')}|${all('@apollo')}|${all('@graphql-tools')}|${all('dataloader')}`,
    rooms: ['server/src/graphql'],
  },
  { regex: `${all('helmet')}|${all('rate-limiter-flexible')}`, rooms: ['server/src/http'] },
  { regex: `${all('bullmq')}|${all('nodemailer')}`, rooms: ['workers/src'] },
  { regex: `${all('@angular')}|${all('rxjs')}|${all('govuk-frontend')}`, rooms: ['client/src'] },
  { regex: all('zod'), rooms: ['server/src/config.ts', 'server/src/jobs', 'server/src/http'] },
  { regex: `${all('otpauth')}|${all('@simplewebauthn')}`, rooms: ['server/src/crypto'] },
  { regex: all('pino'), rooms: ['server/src/log.ts'] },
  { regex: all('ioredis'), rooms: ['workers/src/queue.ts', 'server/src/http/live.ts'] },
  { regex: all('bson'), rooms: ['infra/embedded-mongo/src'] },
];

/** Ciphers, hashes and passwords live in one room; identifiers may be drawn anywhere outside the domain. */
export const CRYPTO = { room: 'server/src/crypto', elsewhere: ['randomUUID'] };
