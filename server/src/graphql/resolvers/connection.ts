import type { CountedPage } from '../../context.ts';

/** A page as GraphQL shows it. */
export interface Connection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

export function toConnection<Row>({ edges, hasNextPage, totalCount }: CountedPage<Row>): Connection<Row> {
  return { edges, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null }, totalCount };
}
