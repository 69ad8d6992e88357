import { REFUSALS } from '@openhaven/domain/refusal';
import {
  type GraphQLError,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  coerceInputValue,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  typeFromAST,
} from 'graphql';
import { AnswerError, badField } from './answer-error.ts';

const UNKNOWN_FIELD = 'This has a part that is not known here. Reload the page and try again.';
const NOT_AN_OBJECT = 'This part could not be read. Reload the page and try again.';
const NOT_TEXT = 'Write this as text.';

/** What to say of a value of the wrong kind, by the kind expected. */
const BY_SCALAR: Readonly<Record<string, string>> = {
  Int: REFUSALS.NUMBER_OUT_OF_RANGE,
  Float: REFUSALS.NUMBER_OUT_OF_RANGE,
  Boolean: REFUSALS.CHOICE_UNKNOWN,
  Date: REFUSALS.DATE_NOT_REAL,
  DateTime: REFUSALS.DATE_NOT_REAL,
};

type Path = readonly (string | number)[];

/**
 * Looks at the variables before graphql-js does, whose errors repeat what somebody typed.
 * @throws AnswerError naming the first field that is wrong, in words
 */
export function checkVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  for (const { variable, type: typeNode, defaultValue } of variableDefinitions) {
    const type = typeFromAST(schema, typeNode);
    if (!isInputType(type)) continue;
    const { value: name } = variable.name;
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (value === undefined && (defaultValue || getNullableType(type) === type)) continue;
    if (value === undefined) throw badField(name, REFUSALS.FIELD_REQUIRED);
    coerceInputValue(value, type, (path, _value, error) => {
      throw faultAt([name, ...path], typeAt(type, path), error);
    });
  }
}

/** The type expected at a path inside a type. A list stands for its items when the value was not a list. */
function typeAt(type: GraphQLInputType, path: Path): GraphQLInputType {
  const [step, ...rest] = path;
  const bare = getNullableType(type);
  if (step === undefined) return bare;
  if (isListType(bare)) return typeAt(bare.ofType, typeof step === 'number' ? rest : path);
  const field = isInputObjectType(bare) ? bare.getFields()[step] : undefined;
  return field ? typeAt(field.type, rest) : bare;
}

/** One error of graphql-js said again from its path and rule alone. */
function faultAt(path: Path, type: GraphQLInputType, error: GraphQLError): AnswerError {
  if (error instanceof AnswerError) return badField(path.join('.'), error.message);
  if (error.originalError instanceof AnswerError) return badField(path.join('.'), error.originalError.message);
  const missing = /^Field "(\w+)" of required type/.exec(error.message)?.[1];
  if (missing !== undefined) return badField([...path, missing].join('.'), REFUSALS.FIELD_REQUIRED);
  if (/^Field ".*" is not defined by type/s.test(error.message)) return badField(path.join('.'), UNKNOWN_FIELD);
  if (error.message.startsWith('Expected non-nullable')) return badField(path.join('.'), REFUSALS.FIELD_REQUIRED);
  return badField(path.join('.'), sentenceFor(type));
}

function sentenceFor(type: GraphQLInputType): string {
  const bare = getNullableType(type);
  const named = isListType(bare) ? getNullableType(bare.ofType) : bare;
  if (isInputObjectType(named)) return NOT_AN_OBJECT;
  if (isEnumType(named)) return REFUSALS.CHOICE_UNKNOWN;
  return 'name' in named ? (BY_SCALAR[named.name] ?? NOT_TEXT) : NOT_AN_OBJECT;
}
