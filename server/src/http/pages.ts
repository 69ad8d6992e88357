import express, { type Response, type Router } from 'express';
import { NOT_FOUND, WRONG_METHOD } from './refusal.ts';

/** Files whose name holds a hash of what is in them: they never change. */
const HASHED = /-[\w-]{8}\.(js|css)$/;
const YEAR_S = 31_536_000;

/** The built pages: files by their names, and the one page for every address that is no file. */
export function pages(dir: string): Router {
  const router = express.Router();
  router.use(
    express.static(dir, { index: false, redirect: false, etag: false, lastModified: false, setHeaders: keepHashed }),
  );
  router.get('/{*path}', (request, response) => {
    const wantsPage = request.accepts(['html', 'json']) === 'html' && !/\.\w+$/.test(request.path);
    if (!wantsPage) throw NOT_FOUND;
    response.sendFile('index.html', { root: dir, etag: false, lastModified: false, cacheControl: false });
  });
  return router;
}

function keepHashed(response: Response, path: string): void {
  if (HASHED.test(path)) response.setHeader('Cache-Control', `public, max-age=${YEAR_S}, immutable`);
  else response.setHeader('Cache-Control', 'no-store');
}

/** The last of all routes: nothing is here. */
export function nothingHere(): Router {
  const router = express.Router();
  router.use((request) => {
    throw request.method === 'GET' || request.method === 'HEAD' ? NOT_FOUND : WRONG_METHOD;
  });
  return router;
}
