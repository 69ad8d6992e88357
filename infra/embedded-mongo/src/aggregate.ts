import { docField, refuseOthers, textField } from './command.ts';
import { type Doc, isDoc } from './document.ts';
import { CommandError, invalid, notSupported } from './errors.ts';
import { ACCUMULATORS, compileExpression, compileFields } from './expression.ts';
import { compileFilter } from './filter.ts';
import { type Query, slice } from './find.ts';
import { encodeKey } from './key.ts';
import { sorter } from './path.ts';
import { compileProjection } from './projection.ts';
import { toNumber } from './value.ts';

/** A stage made ready to run. */
export type Stage = (docs: Iterable<Doc>) => Iterable<Doc>;

function wholeNumber(operand: unknown, name: string): number {
  const number = toNumber(operand);
  if (!Number.isInteger(number) || number < 0) throw invalid(`${name} needs a whole number`);
  return number;
}

function docOperand(operand: unknown, name: string): Doc {
  if (!isDoc(operand)) throw invalid(`${name} needs a document`);
  return operand;
}

function match(operand: unknown): Stage {
  const matches = compileFilter(operand);
  return (docs) => [...docs].filter(matches);
}

function sort(operand: unknown): Stage {
  const order = sorter(docOperand(operand, '$sort'));
  return (docs) => [...docs].sort(order);
}

/** Fields kept or left out as in a find, and new ones that take the value of another. */
function project(operand: unknown): Stage {
  const spec = Object.entries(docOperand(operand, '$project'));
  const isRename = ([, wanted]: [string, unknown]): boolean => typeof wanted === 'string' && wanted.startsWith('$');
  const renames = spec.filter(isRename);
  const kept = Object.fromEntries(spec.filter((field) => !isRename(field)));
  const dotted = renames.find(([name]) => name.includes('.'));
  if (dotted) throw notSupported(`$project into '${dotted[0]}'`);
  const added = compileFields(Object.fromEntries(renames));
  // Beside new fields, `_id: 0` alone keeps nothing, where in a find it would keep all but `_id`.
  const isNothing = renames.length > 0 && Object.keys(kept).join() === '_id' && !kept['_id'];
  const projection = compileProjection(renames.length > 0 ? { _id: 1, ...kept } : kept);
  const cut = isNothing ? () => ({}) : (projection ?? ((doc) => doc));
  return (docs) => [...docs].map((doc) => ({ ...cut(doc), ...added(doc) }));
}

/** One field of `$group`: what is taken from each document, and what becomes of the values. */
function groupField([name, spec]: [string, unknown]) {
  const [[operator, operand] = ['', null], ...more] = isDoc(spec) ? Object.entries(spec) : [];
  const accumulate = ACCUMULATORS[operator];
  if (!accumulate || more.length > 0) throw notSupported(`$group accumulator ${operator || `of '${name}'`}`);
  return { name, valueOf: compileExpression(operand), accumulate };
}

function group(operand: unknown): Stage {
  const { _id: by, ...spec } = docOperand(operand, '$group');
  if (by === undefined) throw new CommandError(15955, 'a group specification must include an _id');
  const idOf = compileExpression(by);
  const fields = Object.entries(spec).map(groupField);
  return (docs) => {
    const groups = new Map<string, { id: unknown; values: unknown[][] }>();
    for (const doc of docs) {
      const id = idOf(doc) ?? null;
      const key = encodeKey(id).toString('latin1');
      const found = groups.get(key) ?? { id, values: fields.map(() => []) };
      groups.set(key, found);
      for (const [i, { valueOf }] of fields.entries()) found.values[i]?.push(valueOf(doc));
    }
    return [...groups.values()].map(({ id, values }) => ({
      _id: id,
      ...Object.fromEntries(fields.map(({ name, accumulate }, i) => [name, accumulate(values[i] ?? [])])),
    }));
  };
}

function count(operand: unknown): Stage {
  const name = textField({ $count: operand }, '$count');
  return (docs) => {
    const n = [...docs].length;
    return n > 0 ? [{ [name]: n }] : [];
  };
}

function unwind(operand: unknown): Stage {
  const { path, preserveNullAndEmptyArrays: keepsEmpty, ...others } = isDoc(operand) ? operand : { path: operand };
  refuseOthers(others, [], '$unwind');
  if (typeof path !== 'string' || !/^\$[^$.]+$/.test(path))
    throw notSupported('$unwind of other than a field at the top');
  const name = path.slice(1);
  const elementsOf = ({ [name]: value, ...rest }: Doc): Doc[] => {
    const elements: unknown[] = Array.isArray(value) ? value : [value ?? []].flat();
    if (elements.length > 0) return elements.map((element) => ({ ...rest, [name]: element }));
    return keepsEmpty === true ? [value === null ? { ...rest, [name]: null } : rest] : [];
  };
  return (docs) => [...docs].flatMap(elementsOf);
}

function skip(operand: unknown): Stage {
  const number = wholeNumber(operand, '$skip');
  return (docs) => slice(docs, number, Number.POSITIVE_INFINITY);
}

function limit(operand: unknown): Stage {
  const number = wholeNumber(operand, '$limit');
  if (number === 0) throw invalid('$limit must be positive');
  return (docs) => slice(docs, 0, number);
}

const STAGES: Readonly<Record<string, (operand: unknown) => Stage>> = {
  $match: match,
  $sort: sort,
  $skip: skip,
  $limit: limit,
  $project: project,
  $group: group,
  $count: count,
  $unwind: unwind,
};

function toStage(spec: Doc): Stage {
  const [[name, operand] = ['', null], ...more] = Object.entries(spec);
  if (more.length > 0) throw new CommandError(40323, 'A pipeline stage specification must contain exactly one field.');
  const stage = STAGES[name];
  if (!stage) throw notSupported(`aggregation stage ${name}`);
  return stage(operand);
}

/**
 * Splits a pipeline into what a query can do, with indexes, and the stages that remain.
 * @throws CommandError 115 naming any stage, accumulator or expression that is not kept
 */
export function pipelineParts(pipeline: readonly Doc[]): { query: Query; stages: Stage[] } {
  const stages = pipeline.map(toStage);
  const rest = [...pipeline];
  const next = (name: string): unknown => (rest[0] && name in rest[0] ? rest.shift()?.[name] : undefined);
  const filters: Doc[] = [];
  for (let filter = next('$match'); filter !== undefined; filter = next('$match')) filters.push(filter as Doc);
  const query = {
    filter: filters.length > 1 ? { $and: filters } : (filters[0] ?? {}),
    sort: docField({ sort: next('$sort') }, 'sort'),
    skip: toNumber(next('$skip') ?? 0),
    limit: toNumber(next('$limit') ?? 0),
  };
  return { query, stages: stages.slice(pipeline.length - rest.length) };
}

/** Runs stages one into the other. */
export function runStages(docs: Iterable<Doc>, stages: readonly Stage[]): Iterable<Doc> {
  return stages.reduce((found, stage) => stage(found), docs);
}
