// `node infra/docker/make-secrets.mjs [FOLDER]`: makes what is missing of the secrets that docker-compose.yml mounts, and
// never touches one that is there. The folder is closed to others; the files are readable inside their containers.
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? 'secrets';
const password = () => randomBytes(24).toString('base64url');

/** The content of a secret, made if it is missing. */
function secret(name, make) {
  const file = join(folder, name);
  if (!existsSync(file)) {
    writeFileSync(file, `${make()}\n`, { flag: 'wx' });
    chmodSync(file, 0o444);
    console.log(`made ${file}`);
  }
  return readFileSync(file, 'utf8').trim();
}

mkdirSync(folder, { recursive: true, mode: 0o700 });
chmodSync(folder, 0o700);
for (const key of ['case', 'location', 'index', 'audit'])
  secret(`${key}.key`, () => randomBytes(32).toString('base64'));
secret('mongo-keyfile', () => randomBytes(512).toString('base64'));
secret('mongo-root-password', password);
const mongo = secret('mongo-app-password', password);
const redis = secret('redis-password', password);
secret('mongodb-uri', () => `mongodb://openhaven:${mongo}@mongo1:27017/?replicaSet=openhaven&authSource=openhaven`);
secret('redis-url', () => `redis://:${redis}@redis:6379`);
secret('redis.acl', () => `user default on #${createHash('sha256').update(redis).digest('hex')} ~* &* +@all`);
// For the trial. In production put the address of the real mail server here before the first start.
secret('smtp-url', () => 'smtp://mailpit:1025');
