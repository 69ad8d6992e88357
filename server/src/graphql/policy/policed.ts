import {
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  defaultFieldResolver,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import { NotFoundError } from '../../errors.ts';
import type { GraphQLContext } from '../context.ts';
import { type DataClass, type Passes, type Rule, passesOf } from './rules.ts';
import type { TypePolicy } from './table.ts';

/** The policy of one field. */
export interface FieldPolicy {
  readonly dataClass: DataClass;
  readonly rule: Rule;
}

type Policies = Readonly<Record<string, TypePolicy>>;

/** The contract and the table of policies say different things. Names every field: it is a fault of ours, not a secret. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

/** The policy of every field in the table, by `Type.field`. @throws PolicyError if a field has two */
export function policiesByField(policies: Policies): ReadonlyMap<string, FieldPolicy> {
  const byField = new Map<string, FieldPolicy>();
  const twice: string[] = [];
  for (const [type, lines] of Object.entries(policies)) {
    for (const [head, fields] of Object.entries(lines)) {
      const [dataClass, rule] = head.split(' ') as [DataClass, Rule];
      for (const field of fields.split(' ')) {
        if (byField.has(`${type}.${field}`)) twice.push(`${type}.${field} has two policies.`);
        byField.set(`${type}.${field}`, { dataClass, rule });
      }
    }
  }
  if (twice.length > 0) throw new PolicyError(twice);
  return byField;
}

/**
 * The contract with a policy before every field: whoever it does not let pass reads nothing there, as if nothing were
 * there. A root that it does not let pass is not found.
 * @throws PolicyError naming each field without a policy, and each policy without a field: the process must not start
 */
export function policed(schema: GraphQLSchema, policies: Policies): GraphQLSchema {
  const left = new Map(policiesByField(policies));
  const faults: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`;
      const policy = left.get(name);
      if (policy) guard(field as GraphQLField<unknown, GraphQLContext>, passesOf(policy.rule), isRoot);
      else faults.push(`${name} has no policy: say in graphql/policy/table.ts who may read it.`);
      left.delete(name);
    }
  }
  faults.push(...[...left.keys()].map((name) => `${name} has a policy and is no field.`));
  if (faults.length > 0) throw new PolicyError(faults);
  return schema;
}

function guard(field: GraphQLField<unknown, GraphQLContext>, passes: Passes, isRoot: boolean): void {
  const read = field.resolve ?? defaultFieldResolver;
  const nothing = nothingOf(field.type, isRoot);
  field.resolve = (record, args, context, info) =>
    passes(context.viewer, record) ? read(record, args, context, info) : nothing();
}

/** What a field reads as where nothing is for this person: null, no items, or, where neither can be, not found. */
function nothingOf(type: GraphQLOutputType, isRoot: boolean): () => unknown {
  const notFound = (): never => {
    throw new NotFoundError('Field');
  };
  if (isRoot) return notFound;
  if (!isNonNullType(type)) return () => null;
  return isListType(type.ofType) ? () => [] : notFound;
}
