import type { RequestHandler } from 'express';
import helmet from 'helmet';

const NOTHING = ["'none'"];
const OURS = ["'self'"];

/**
 * What a browser is told about every answer: run only our own scripts, frame nothing, tell nobody where people came from,
 * keep nothing.
 */
export function securityHeaders(): RequestHandler[] {
  return [
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: NOTHING,
          scriptSrc: OURS,
          styleSrc: OURS,
          imgSrc: OURS,
          fontSrc: OURS,
          connectSrc: OURS,
          manifestSrc: OURS,
          baseUri: OURS,
          formAction: OURS,
          frameAncestors: NOTHING,
          requireTrustedTypesFor: ["'script'"],
          trustedTypes: ['angular', 'angular#bundler'],
        },
      },
      crossOriginEmbedderPolicy: { policy: 'require-corp' },
      crossOriginOpenerPolicy: { policy: 'same-origin' },
      crossOriginResourcePolicy: { policy: 'same-origin' },
      referrerPolicy: { policy: 'no-referrer' },
      strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
      xFrameOptions: { action: 'deny' },
    }),
    (_request, response, next) => {
      response.setHeader('Cache-Control', 'no-store');
      response.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()');
      next();
    },
  ];
}
