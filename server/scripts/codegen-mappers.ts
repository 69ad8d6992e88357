/** Which value of ours stands behind each GraphQL type, as `module#Type`, seen from `server/src/graphql/generated`. */
export const MAPPERS: Readonly<Record<string, string>> = {};
