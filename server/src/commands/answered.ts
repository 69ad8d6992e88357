import type { Context, KeptRequest } from '../context.ts';

/** A request with the mark of how its last answer came: on the service's own pages, or on the telephone. */
export function answered(
  { byPhone: _before, ...request }: KeptRequest,
  { byPhone }: Pick<Context, 'byPhone'>,
): KeptRequest {
  return byPhone ? { ...request, byPhone } : request;
}
