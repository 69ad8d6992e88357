import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const root = join(import.meta.dirname, '../..');
const made: string[] = [];
/** Two runs at once must not take each other's files away. */
const mark = `broken-by-walls-test-${process.pid}`;

/** Puts a file into a room for the length of the test run. */
function place(file: string, text: string): string {
  const path = join(root, file);
  made.push(path);
  writeFileSync(path, text);
  return path;
}
afterAll(() => {
  for (const path of made) rmSync(path, { recursive: true, force: true });
});

/** A file that stands in a room today, so that the import resolves. */
function someFileOf(room: string): string {
  if (room.endsWith('.ts')) return room;
  const found = globSync(`${room}/**/*.ts`, { cwd: root }).filter(
    (file) => !/\.(test|spec)\.ts$|\/generated\//.test(file),
  );
  return found.sort()[0] ?? relative(root, place(`${room}/${mark}.ts`, 'export const wall = 1;\n'));
}

interface Breach {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  readonly rule: string;
}

function reaches(room: string, forbidden: string): Breach {
  const file = room.endsWith('.ts') ? room : `${room}/broken.ts`;
  const path = relative(dirname(file), someFileOf(forbidden));
  const specifier = path.startsWith('.') ? path : `./${path}`;
  return {
    name: `${room} does not import ${forbidden}`,
    file,
    text: `import * as other from '${specifier}';\nexport const seen = other;\n`,
    rule: 'import-x/no-restricted-paths',
  };
}

function uses(file: string, library: string): Breach {
  return {
    name: `${file} does not use ${library}`,
    file,
    text: `import * as library from '${library}';\nexport const seen = library;\n`,
    rule: 'no-restricted-imports',
  };
}

function says(name: string, file: string, text: string, rule: string): Breach {
  return { name, file, text, rule };
}

const src = (name: string): string => `server/src/${name}`;
const DOMAIN = 'server/domain/src';
const PAGES = 'client/src/app';

/** Every row of the table "who may import whom", by what it may not. Written out, not derived: this is the second opinion. */
const FORBIDDEN: Record<string, readonly string[]> = {
  [DOMAIN]: [src('errors.ts'), src('store'), src('commands'), 'workers/src', PAGES, 'infra/run'],
  [src('config.ts')]: [src('store'), src('commands'), src('graphql'), src('http'), 'workers/src'],
  [src('log.ts')]: [src('store'), src('commands'), src('http'), 'workers/src'],
  [src('errors.ts')]: [src('store'), src('commands'), src('graphql'), src('http')],
  [src('crypto')]: [src('store'), src('config.ts'), src('commands'), src('http')],
  [src('jobs')]: [src('store'), src('commands'), src('graphql'), 'workers/src'],
  [src('store')]: [
    src('commands'),
    src('queries'),
    src('access'),
    src('graphql'),
    src('http'),
    src('config.ts'),
    'workers/src',
  ],
  [src('commands')]: [src('graphql'), src('http'), src('store'), src('crypto'), src('queries'), 'workers/src', PAGES],
  [src('queries')]: [src('graphql'), src('http'), src('store'), src('crypto'), src('commands'), 'workers/src'],
  [src('graphql')]: [src('store'), src('http'), src('crypto'), src('jobs'), src('config.ts'), 'workers/src'],
  [src('http')]: [src('store'), src('commands'), src('crypto'), src('jobs'), 'workers/src', PAGES],
  'workers/src': [src('store'), src('graphql'), src('http'), src('crypto'), src('access'), src('main.ts'), PAGES],
  'client/src': [src('errors.ts'), src('commands'), src('graphql'), src('jobs'), 'workers/src', 'infra/run'],
  'infra/embedded-mongo/src': [src('store'), DOMAIN, 'workers/src'],
};

const BREACHES: readonly Breach[] = [
  ...Object.entries(FORBIDDEN).flatMap(([room, forbidden]) => forbidden.map((other) => reaches(room, other))),
  ...[
    'mongoose',
    'express',
    'graphql',
    'bullmq',
    'nodemailer',
    'pino',
    'ioredis',
    'zod',
    'helmet',
    'otpauth',
    '@angular/core',
  ].map((library) => uses(src('commands/broken.ts'), library)),
  ...['mongoose', 'mongodb', 'graphql', '@apollo/server', 'bullmq', 'ioredis', 'pino', '@simplewebauthn/server'].map(
    (library) => uses(src('http/broken.ts'), library),
  ),
  ...['mongoose', 'express', 'nodemailer', 'zod', 'ioredis'].map((library) => uses(src('graphql/broken.ts'), library)),
  ...['express', 'graphql', 'bullmq', 'zod', 'pino'].map((library) => uses(src('store/broken.ts'), library)),
  ...['mongoose', 'express', 'graphql', 'ioredis', 'zod', 'pino'].map((library) =>
    uses('workers/src/processors/broken.ts', library),
  ),
  ...['mongoose', 'express', 'graphql', 'zod', 'nodemailer'].map((library) => uses(`${PAGES}/broken.ts`, library)),
  ...['zod', 'node:fs', '@openhaven/server/errors'].map((library) => uses(`${DOMAIN}/broken.ts`, library)),
  uses(src('main.ts'), 'mongoose'),
  says(
    'ciphers, hashes and passwords stay in the crypto room',
    src('store/broken.ts'),
    "import { createCipheriv } from 'node:crypto';\nexport const seen = createCipheriv;\n",
    'no-restricted-imports',
  ),
  says(
    'the global crypto is no way round',
    src('commands/broken.ts'),
    'export const seen = crypto.subtle;\n',
    'no-restricted-globals',
  ),
  says(
    'the store knows job contracts as types only',
    src('store/broken.ts'),
    "import { jobs } from '../jobs/contracts.ts';\nexport const seen = jobs;\n",
    '@typescript-eslint/no-restricted-imports',
  ),
  says(
    'a late import is no way round',
    src('commands/broken.ts'),
    "export const seen = import('mongoose');\n",
    'no-restricted-syntax',
  ),
  says(
    'the environment is read in config.ts only',
    src('http/broken.ts'),
    "export const seen = process.env['PORT'];\n",
    'no-restricted-syntax',
  ),
  says('nothing is written past the log', src('commands/broken.ts'), "console.log('x');\nexport {};\n", 'no-console'),
  says(
    'a package that the workspace does not list',
    src('http/broken.ts'),
    "import { Readable } from 'yaml';\nexport const seen = Readable;\n",
    'import-x/no-extraneous-dependencies',
  ),
  says('no any', src('commands/broken.ts'), 'export const seen = 1 as any;\n', '@typescript-eslint/no-explicit-any'),
  says(
    'no non-null assertion',
    src('commands/broken.ts'),
    'export const first = (list: string[]): string => list[0]!;\n',
    '@typescript-eslint/no-non-null-assertion',
  ),
  says('no default export', src('commands/broken.ts'), 'export default 1;\n', 'import-x/no-default-export'),
  says('no enum', src('commands/broken.ts'), 'export enum Seen { A }\n', 'no-restricted-syntax'),
  says(
    'exported functions declare what they return',
    src('commands/broken.ts'),
    'export function seen() { return 1; }\n',
    '@typescript-eslint/explicit-module-boundary-types',
  ),
  says('files stay short', src('commands/broken.ts'), 'export {};\n'.repeat(301), 'max-lines'),
  says(
    'functions stay short',
    src('commands/broken.ts'),
    `export function seen(): void {\n${'  seen();\n'.repeat(61)}}\n`,
    'max-lines-per-function',
  ),
  says(
    'functions stay simple',
    src('commands/broken.ts'),
    `export function seen(n: number): number {\n${'  if (n) n++;\n'.repeat(10)}  return n;\n}\n`,
    'complexity',
  ),
  says(
    'a picture without words is refused',
    `${PAGES}/broken.html`,
    '<img src="x.png">\n',
    '@angular-eslint/template/alt-text',
  ),
  ...(
    [
      ['no clock', 'export const seen = new Date();'],
      ['no clock by the back door', 'export const seen = Date.now;'],
      ['no chance', 'export const seen = Math.random();'],
      ['no waiting', 'export async function seen(): Promise<void> {}'],
      ['no time zone of the machine', 'export const seen = (at: Date): number => at.getHours();'],
      ['no local dates', 'export const seen = new Date(2027, 2, 28);'],
    ] as const
  ).map(([name, text]) => says(`the domain has ${name}`, `${DOMAIN}/broken.ts`, `${text}\n`, 'no-restricted-syntax')),
  says('the domain has no promises', `${DOMAIN}/broken.ts`, 'export const seen = Promise;\n', 'no-restricted-globals'),
];

describe('every wall, broken', () => {
  const answers: string[][] = [];

  beforeAll(() => {
    const output = execFileSync(process.execPath, ['--no-warnings', join(import.meta.dirname, 'lint-cases.ts')], {
      cwd: root,
      input: JSON.stringify(BREACHES),
      maxBuffer: 1 << 26,
    });
    const found = JSON.parse(output.toString()) as { rule: string; message: string }[][];
    answers.push(...found.map((messages) => messages.map(({ rule }) => rule)));
  }, 120_000);

  it.each(BREACHES.map((breach, index) => ({ ...breach, index })))('$name', ({ rule, index }) => {
    expect(answers[index]).toContain(rule);
  });
});

describe('with real files', () => {
  it('a circle of imports is found', () => {
    const files = [
      place(
        `${DOMAIN}/circle-a-${mark}.ts`,
        `import { b } from './circle-b-${mark}.ts';\nexport const a = (): number => b();\n`,
      ),
      place(
        `${DOMAIN}/circle-b-${mark}.ts`,
        `import { a } from './circle-a-${mark}.ts';\nexport const b = (): number => a();\n`,
      ),
    ];
    const { status, stdout } = spawnSync(process.execPath, ['node_modules/eslint/bin/eslint.js', ...files], {
      cwd: root,
    });
    expect(stdout.toString()).toContain('import-x/no-cycle');
    expect(status).toBe(1);
    for (const file of files) rmSync(file);
  }, 60_000);

  it('the domain does not compile with a clock of the machine, a network, a timer, a process or node:', () => {
    const lines = [
      'process.exit()',
      "fetch('x')",
      'setTimeout(() => 1)',
      'console.log(1)',
      "await import('node:fs')",
      'Buffer.from([])',
    ];
    const file = place(`${DOMAIN}/${mark}.ts`, `export {};\n${lines.map((line) => `${line};`).join('\n')}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'openhaven-walls-'));
    made.push(folder);
    const config = {
      extends: join(root, DOMAIN, '../tsconfig.json'),
      compilerOptions: { incremental: false },
      include: [],
      files: [file],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
    const { stdout } = spawnSync(
      process.execPath,
      ['node_modules/typescript/bin/tsc', '-p', folder, '--pretty', 'false'],
      { cwd: root },
    );
    rmSync(file);
    const faulty = new Set(
      [...stdout.toString().matchAll(/broken-by-walls-test-\d+\.ts\((\d+),/g)].map(([, line]) => Number(line)),
    );
    expect([...faulty].sort()).toEqual(lines.map((_, index) => index + 2));
  }, 60_000);

  it('npm run check fails and names the wall', () => {
    const file = place(src(`${mark}.ts`), "import { Schema } from 'mongoose';\nexport const wall = new Schema();\n");
    const { status, stdout } = spawnSync('npm', ['run', 'check', '--', 'lint', '--only', file], { cwd: root });
    rmSync(file);
    expect(stdout.toString()).toMatch(/One library, one room/);
    expect(stdout.toString()).toMatch(/failed: lint/);
    expect(status).not.toBe(0);
  }, 300_000);
});
