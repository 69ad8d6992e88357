import { docField, refuseOthers, textField } from './command.ts';
import { type Doc, isDoc } from './document.ts';
import { CommandError, invalid, notSupported } from './errors.ts';
import { ACCUMULATORS, type Accumulator, compileExpression, type Expression } from './expression.ts';
import { compileFilter } from './filter.ts';
import { type Query, slice } from './find.ts';
import { encodeKey } from './key.ts';
import { sorter } from './path.ts';
import { compileProjection } from './projection.ts';
import { toNumber } from './value.ts';

/** A stage made ready to run. */
export type Stage = (docs: Iterable<Doc>) => Iterable<Doc>;

function wholeNumber(operand: unknown, name: string, least: number): number {
  const number = toNumber(operand);
  if (!Number.isInteger(number) || number < least) throw invalid(`${name} needs a whole number of at least ${least}`);
  return number;
}

function docOperand(operand: unknown, name: string): Doc {
  if (!isDoc(operand)) throw invalid(`${name} needs a document`);
  return operand;
}

function match(operand: unknown): Stage {
  const matches = compileFilter(operand);
  return function* (docs) {
    for (const doc of docs) if (matches(doc)) yield doc;
  };
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
  const dotted = renames.find(([name]) => name.includes('.'));
  if (dotted) throw notSupported(`$project into '${dotted[0]}'`);
  const added = compileExpression(Object.fromEntries(renames));
  const kept = Object.fromEntries(spec.filter((field) => !isRename(field)));
  if (renames.length === 0) return mapEach(compileProjection(kept) ?? ((doc) => doc));
  // Beside new fields, `_id: 0` alone keeps nothing, where in a find it would keep all but `_id`.
  const isNothing = Object.keys(kept).join() === '_id' && !kept['_id'];
  const cut = isNothing ? () => ({}) : compileProjection({ _id: 1, ...kept });
  return mapEach((doc) => ({ ...cut?.(doc), ...(added(doc) as Doc) }));
}

function mapEach(change: (doc: Doc) => Doc): Stage {
  return function* (docs) {
    for (const doc of docs) yield change(doc);
  };
}

interface GroupField {
  readonly name: string;
  readonly value: Expression;
  readonly begin: () => Accumulator;
}

function groupField([name, spec]: [string, unknown]): GroupField {
  const [[operator, operand] = ['', undefined], ...more] = isDoc(spec) ? Object.entries(spec) : [];
  const begin = ACCUMULATORS[operator];
  if (!begin || more.length > 0) throw notSupported(`$group accumulator ${operator || `of '${name}'`}`);
  return { name, value: compileExpression(operand), begin };
}

function group(operand: unknown): Stage {
  const { _id: by, ...spec } = docOperand(operand, '$group');
  if (by === undefined) throw new CommandError(15955, 'a group specification must include an _id');
  const key = compileExpression(by);
  const fields = Object.entries(spec).map(groupField);
  return function* (docs) {
    const groups = new Map<string, { id: unknown; accumulators: Accumulator[] }>();
    for (const doc of docs) {
      const id = key(doc) ?? null;
      const place = encodeKey(id).toString('latin1');
      const found = groups.get(place) ?? { id, accumulators: fields.map(({ begin }) => begin()) };
      groups.set(place, found);
      for (const [i, { value }] of fields.entries()) found.accumulators[i]?.add(value(doc));
    }
    for (const { id, accumulators } of groups.values())
      yield { _id: id, ...Object.fromEntries(fields.map(({ name }, i) => [name, accumulators[i]?.result()])) };
  };
}

function countAs(operand: unknown): Stage {
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
  return function* (docs) {
    for (const { [name]: value, ...rest } of docs) {
      const isMissing = value === undefined || value === null;
      const elements = Array.isArray(value) ? value : isMissing ? [] : [value];
      for (const element of elements) yield { ...rest, [name]: element };
      if (elements.length === 0 && keepsEmpty === true) yield value === null ? { ...rest, [name]: null } : rest;
    }
  };
}

const STAGES: Readonly<Record<string, (operand: unknown) => Stage>> = {
  $match: match,
  $sort: sort,
  $skip: (operand) => {
    const skip = wholeNumber(operand, '$skip', 0);
    return (docs) => slice(docs, skip, Number.POSITIVE_INFINITY);
  },
  $limit: (operand) => {
    const limit = wholeNumber(operand, '$limit', 1);
    return (docs) => slice(docs, 0, limit);
  },
  $project: project,
  $group: group,
  $count: countAs,
  $unwind: unwind,
};

function toStage(spec: Doc): Stage {
  const [[name, operand] = ['', undefined], ...more] = Object.entries(spec);
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
  const [first, ...more] = filters;
  const query = {
    filter: more.length > 0 ? { $and: filters } : (first ?? {}),
    sort: docField({ sort: next('$sort') }, 'sort'),
    skip: toNumber(next('$skip') ?? 0),
    limit: toNumber(next('$limit') ?? 0),
  };
  return { query, stages: stages.slice(pipeline.length - rest.length) };
}

/** Runs stages one into the other. */
export function runStages(hits: Iterable<{ readonly doc: Doc }>, stages: readonly Stage[]): Iterable<Doc> {
  return stages.reduce<Iterable<Doc>>((docs, stage) => stage(docs), docsOf(hits));
}

function* docsOf(hits: Iterable<{ readonly doc: Doc }>): Generator<Doc> {
  for (const { doc } of hits) yield doc;
}
