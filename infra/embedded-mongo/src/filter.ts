import { BSONRegExp } from 'bson';
import { type Doc, isDoc, isOperators } from './document.ts';
import { CommandError, invalid, notSupported } from './errors.ts';
import { someAt } from './path.ts';
import { compare, equal, RANK, rankOf, toNumber } from './value.ts';

/** Whether a document matches. */
export type Predicate = (doc: Doc) => boolean;
type Test = (value: unknown) => boolean;
type Path = readonly string[];

/** A value passes, or, being an array, any of its elements does. */
function orElement(test: Test): Test {
  return (value) => test(value) || (Array.isArray(value) && value.some(test));
}

function at(path: Path, test: Test): Predicate {
  return (doc) => someAt(doc, path, 0, test);
}

function not(predicate: Predicate): Predicate {
  return (doc) => !predicate(doc);
}

function all(predicates: readonly Predicate[]): Predicate {
  const [first] = predicates;
  if (first && predicates.length === 1) return first;
  return (doc) => predicates.every((predicate) => predicate(doc));
}

/**
 * A regular expression as JavaScript runs it.
 * @throws CommandError 115 for options other than i, m and s
 */
function toRegExp(pattern: unknown, options?: unknown): RegExp {
  const source = pattern instanceof BSONRegExp ? pattern.pattern : pattern;
  const flags = options ?? (pattern instanceof BSONRegExp ? pattern.options : '');
  if (typeof source !== 'string' || typeof flags !== 'string') throw invalid('$regex has to be a string');
  if (!/^[ims]*$/.test(flags)) throw notSupported('a $regex option other than i, m and s');
  try {
    return new RegExp(source, flags);
  } catch {
    // The engine's own message repeats the pattern, which may be a name someone searched for.
    throw new CommandError(51091, 'Regular expression is invalid');
  }
}

function matchesRegExp(pattern: unknown, options?: unknown): Test {
  const expression = toRegExp(pattern, options);
  return orElement((value) => typeof value === 'string' && expression.test(value));
}

function equals(operand: unknown): Test {
  if (operand instanceof BSONRegExp) return matchesRegExp(operand);
  if (operand === null || operand === undefined) return orElement((value) => value === null || value === undefined);
  if (typeof operand === 'string' || typeof operand === 'boolean') return orElement((value) => value === operand);
  return orElement((value) => value !== undefined && value !== null && equal(value, operand));
}

function isIn(operand: unknown): Test {
  if (!Array.isArray(operand)) throw invalid('$in needs an array');
  if (operand.some(isOperators)) throw invalid('cannot nest $ under $in');
  const tests = operand.map(equals);
  return (value) => tests.some((test) => test(value));
}

/** A comparison meets only values of its own type; null compares with null and missing alone. */
function ranged(operand: unknown, accepts: (order: number) => boolean): Test {
  if (operand instanceof BSONRegExp) throw invalid("Can't have RegEx as arg to predicate over field");
  const rank = rankOf(operand);
  const includesEqual = accepts(0);
  if (rank === RANK.null || Number.isNaN(operand)) return includesEqual ? equals(operand) : () => false;
  return orElement(
    (value) =>
      value !== undefined && rankOf(value) === rank && !Number.isNaN(value) && accepts(compare(value, operand)),
  );
}

function hasSize(operand: unknown): Test {
  const size = toNumber(operand);
  if (!Number.isInteger(size)) throw invalid('$size needs a whole number');
  return (value) => Array.isArray(value) && value.length === size;
}

function elementMatches(operand: unknown): Test {
  if (!isDoc(operand)) throw invalid('$elemMatch needs an Object');
  const isOnValues = isOperators(operand) && !LOGICAL[Object.keys(operand)[0] ?? ''];
  const predicate = isOnValues ? fieldPredicate(['v'], operand) : compileFilter(operand);
  const matches: Test = isOnValues ? (v) => predicate({ v }) : (v) => isDoc(v) && predicate(v);
  return (value) => Array.isArray(value) && value.some(matches);
}

function negated(path: Path, operand: unknown): Predicate {
  if (operand instanceof BSONRegExp) return not(at(path, matchesRegExp(operand)));
  if (!isOperators(operand)) throw invalid('$not needs a regex or a document');
  return not(fieldPredicate(path, operand));
}

function exists(path: Path, operand: unknown): Predicate {
  const isThere = at(path, (value) => value !== undefined);
  return operand === false || operand === 0 || operand === null ? not(isThere) : isThere;
}

type Operator = (path: Path, operand: unknown, siblings: Doc) => Predicate;
const OPERATORS: Readonly<Record<string, Operator>> = {
  $eq: (path, operand) => at(path, equals(operand)),
  $ne: (path, operand) => not(at(path, equals(operand))),
  $gt: (path, operand) =>
    at(
      path,
      ranged(operand, (order) => order > 0),
    ),
  $gte: (path, operand) =>
    at(
      path,
      ranged(operand, (order) => order >= 0),
    ),
  $lt: (path, operand) =>
    at(
      path,
      ranged(operand, (order) => order < 0),
    ),
  $lte: (path, operand) =>
    at(
      path,
      ranged(operand, (order) => order <= 0),
    ),
  $in: (path, operand) => at(path, isIn(operand)),
  $nin: (path, operand) => not(at(path, isIn(operand))),
  $exists: exists,
  $not: negated,
  $size: (path, operand) => at(path, hasSize(operand)),
  $elemMatch: (path, operand) => at(path, elementMatches(operand)),
  $regex: (path, operand, siblings) => at(path, matchesRegExp(operand, siblings['$options'])),
  $options: (_path, _operand, siblings) => {
    if (!('$regex' in siblings)) throw invalid('$options needs a $regex');
    return () => true;
  },
};

function fieldPredicate(path: Path, condition: unknown): Predicate {
  if (!isOperators(condition)) return at(path, equals(condition));
  return all(
    Object.entries(condition).map(([name, operand]) => {
      const operator = OPERATORS[name];
      if (!operator) throw notSupported(`query operator ${name}`);
      return operator(path, operand, condition);
    }),
  );
}

const LOGICAL: Readonly<Record<string, (clauses: readonly Predicate[]) => Predicate>> = {
  $and: all,
  $or: (clauses) => (doc) => clauses.some((clause) => clause(doc)),
  $nor: (clauses) => (doc) => !clauses.some((clause) => clause(doc)),
};

function logicalPredicate(name: string, operand: unknown): Predicate {
  const combine = LOGICAL[name];
  if (!combine) throw notSupported(`query operator ${name}`);
  if (!Array.isArray(operand) || operand.length === 0) throw invalid(`${name} argument must be a non-empty array`);
  return combine(operand.map(compileFilter));
}

/**
 * A filter as a function over documents.
 * @throws CommandError 115 naming any operator that is not kept; 2 or 14 for one that is malformed
 */
export function compileFilter(filter: unknown): Predicate {
  if (!isDoc(filter)) throw new CommandError(14, 'Expected a filter to be an object');
  return all(
    Object.entries(filter).map(([name, condition]) =>
      name.startsWith('$') ? logicalPredicate(name, condition) : fieldPredicate(name.split('.'), condition),
    ),
  );
}
