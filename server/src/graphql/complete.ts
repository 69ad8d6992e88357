import type { Resolvers, ResolversParentTypes } from './generated/types.ts';

/** Every field of `Query`: one that is missing does not compile. */
export type QueryFields = Required<NonNullable<Resolvers['Query']>>;

/** Every field of `Mutation`: one that is missing does not compile. */
export type MutationFields = Required<NonNullable<Resolvers['Mutation']>>;

type ObjectName = keyof Resolvers & keyof ResolversParentTypes;

/** The fields of a GraphQL object that its domain value does not already carry: each needs a resolver. */
export type ObjectFields<Name extends ObjectName> = Required<
  Pick<
    NonNullable<Resolvers[Name]>,
    Exclude<keyof NonNullable<Resolvers[Name]>, keyof ResolversParentTypes[Name] | '__isTypeOf'>
  >
>;
