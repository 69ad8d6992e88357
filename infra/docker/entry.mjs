// The first process of a container: settings that are secrets come as files named after them, `/run/secrets/MONGODB_URI`
// and so on, so that none stands in the clear in the compose file. Then the program named as argument is run.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const SECRETS = '/run/secrets';
const names = existsSync(SECRETS) ? readdirSync(SECRETS).filter((name) => /^[A-Z][A-Z_]*$/.test(name)) : [];
for (const name of names) process.env[name] ??= readFileSync(`${SECRETS}/${name}`, 'utf8').trim();

const program = process.argv[2];
process.argv.splice(1, 1);
await import(pathToFileURL(resolve(program)).href);
