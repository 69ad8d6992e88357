import { join, resolve } from 'node:path';

/** The top of the repository. */
export const ROOT = join(import.meta.dirname, '../..');

/** Where `npm start` keeps everything between runs. */
export const DATA_DIR = resolve(process.env['OPENHAVEN_DATA_DIR'] ?? join(ROOT, '.data'));

/** Where the built pages are. */
export const CLIENT_DIR = join(ROOT, 'client/dist/browser');
