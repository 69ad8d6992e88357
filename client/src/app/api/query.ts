import { inject, resource, type ResourceRef } from '@angular/core';
import type { TypedDocumentString } from './generated';
import { Api, SignedOutError } from './graphql';
import { Session } from './session';

/**
 * What a page reads. Asked again when `variables` changes; kept on the page while it is asked again by `reload()`.
 * @param variables a signal read; undefined means: do not ask yet
 */
export function query<R, V>(
  document: TypedDocumentString<R, V>,
  variables: () => V | undefined,
): ResourceRef<R | undefined> {
  const api = inject(Api);
  const session = inject(Session);
  return resource({
    params: variables,
    loader: async ({ params, abortSignal }) => {
      try {
        return await api.run(document, params as V, abortSignal);
      } catch (error) {
        if (error instanceof SignedOutError) session.lock();
        throw error;
      }
    },
  });
}
