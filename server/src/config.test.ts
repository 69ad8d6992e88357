import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig, SETTINGS } from './config.ts';

const dir = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => rmSync(dir, { recursive: true }));

/** A file with a key of so many bytes on each line. */
function keyFile(name: string, ...bytes: number[]): string {
  const path = join(dir, name);
  writeFileSync(path, bytes.map((length) => `${randomBytes(length).toString('base64')}\n`).join(''));
  return path;
}

const PRODUCTION = {
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://openhaven.example',
  MONGODB_URI: 'mongodb://user:open-sesame@db.example/?replicaSet=rs0',
  REDIS_URL: 'redis://redis.example:6379',
  SMTP_URL: 'smtps://mail.example',
  MAIL_FROM: 'OpenHaven <no-reply@openhaven.example>',
  CASE_KEY_FILE: keyFile('case', 32),
  LOCATION_KEY_FILE: keyFile('location', 32),
  INDEX_KEY_FILE: keyFile('index', 32),
  AUDIT_KEY_FILE: keyFile('audit', 32),
};
type Name = keyof typeof PRODUCTION;
const REQUIRED = (Object.keys(PRODUCTION) as Name[]).filter((name) => name !== 'NODE_ENV');

function faultsOf(changes: Record<string, string | undefined>): readonly string[] {
  try {
    readConfig({ ...PRODUCTION, ...changes });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

describe('settings', () => {
  it('reads a complete production environment', () => {
    const { config, secrets } = readConfig(PRODUCTION);
    expect(config).toMatchObject({ environment: 'production', port: 4000, publicUrl: 'https://openhaven.example' });
    expect(config.secondFactor).toBe('required');
    expect(secrets.keys.location.map(({ length }) => length)).toEqual([32]);
  });

  it('needs only a database and keys for a trial', () => {
    const { MONGODB_URI, CASE_KEY_FILE, LOCATION_KEY_FILE, INDEX_KEY_FILE, AUDIT_KEY_FILE } = PRODUCTION;
    const { config } = readConfig({ MONGODB_URI, CASE_KEY_FILE, LOCATION_KEY_FILE, INDEX_KEY_FILE, AUDIT_KEY_FILE });
    expect(config).toMatchObject({ environment: 'development', publicUrl: 'http://127.0.0.1:4000', staticDir: null });
    expect(config.secondFactor).toBe('optional');
  });

  it('reads further keys from the same file, in their order: the first seals, the others only open', () => {
    const CASE_KEY_FILE = keyFile('ring', 32, 32, 32);
    const { secrets } = readConfig({ ...PRODUCTION, CASE_KEY_FILE });
    const lines = readFileSync(CASE_KEY_FILE, 'utf8').trim().split('\n');
    expect(secrets.keys.case.map((bytes) => Buffer.from(bytes).toString('base64'))).toEqual(lines);
  });

  it('names every fault at once, one line each, and repeats no value', () => {
    const faults = faultsOf({ PORT: '99999', LOG_LEVEL: 'shout', MONGODB_URI: 'postgres://open-sesame', SMTP_URL: '' });
    expect(faults.map((fault) => fault.split(' ')[0]).sort()).toEqual(['LOG_LEVEL', 'MONGODB_URI', 'PORT', 'SMTP_URL']);
    expect(faults.join('\n')).not.toMatch(/99999|shout|sesame|postgres/);
  });

  it.each([
    ['a key of 31 bytes', { CASE_KEY_FILE: keyFile('short', 31) }, /^CASE_KEY_FILE .*32 bytes.*31/],
    ['a second key of 16 bytes', { CASE_KEY_FILE: keyFile('second', 32, 16) }, /^CASE_KEY_FILE .*32 bytes.*16/],
    ['a key file with nothing in it', { INDEX_KEY_FILE: keyFile('empty') }, /^INDEX_KEY_FILE .*32 bytes.*0/],
    ['a key file that is not there', { AUDIT_KEY_FILE: join(dir, 'nowhere') }, /^AUDIT_KEY_FILE .*cannot be read/],
    ['pages over plain http', { PUBLIC_URL: 'http://openhaven.example' }, /^PUBLIC_URL .*https/],
    ['a development mailbox', { MAILBOX_URL: 'http://127.0.0.1:8025' }, /^MAILBOX_URL .*development/],
    ['signing in with a password alone', { SECOND_FACTOR: 'optional' }, /^SECOND_FACTOR .*required/],
    ['a sender of two addresses', { MAIL_FROM: 'a@x.example, b@y.example' }, /^MAIL_FROM /],
    ['a sender with a line break', { MAIL_FROM: 'a@x.example\r\nBcc: b@y.example' }, /^MAIL_FROM /],
    ['an unknown environment', { NODE_ENV: 'staging' }, /^NODE_ENV /],
  ])('refuses %s in one line', (_what, changes, line) => {
    const faults = faultsOf(changes);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(line);
  });

  it('lists every setting it knows', () => {
    expect(SETTINGS).toEqual(expect.arrayContaining([...REQUIRED, 'NODE_ENV', 'PORT', 'STATIC_DIR']));
  });
});

describe('the server started in production with one setting missing', () => {
  const main = join(import.meta.dirname, 'main.ts');

  it.each(REQUIRED)('ends with 1 and names exactly %s', (missing) => {
    const { [missing]: _left, ...rest } = PRODUCTION;
    const env = { PATH: process.env['PATH'], ...rest };
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', main], { env, encoding: 'utf8' });
    const lines = stderr.trim().split('\n');
    expect({ status, stdout, named: REQUIRED.filter((name) => stderr.includes(name)) }).toEqual({
      status: 1,
      stdout: '',
      named: [missing],
    });
    expect(lines).toHaveLength(1);
  });
});
