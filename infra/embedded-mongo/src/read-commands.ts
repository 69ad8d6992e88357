import { pipelineParts, runStages } from './aggregate.ts';
import { type Call, type Command, namespaceOf, readerOf } from './command.ts';
import { type Doc, encode } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { type Cost, find, type Hit, type Query } from './find.ts';
import { someAt } from './path.ts';
import type { Plan } from './plan.ts';
import { compileProjection, type Projection } from './projection.ts';
import { cursorId, docField, docsField, intField, textField } from './request-fields.ts';
import { compare, equal } from './value.ts';

const FIRST_BATCH = 101;

/** The hits of a query; of none, if there is no such collection. In a transaction all are read at once, before its next write. */
function hitsOf(call: Call, query: Query): Iterable<Hit> {
  const collection = call.store.catalogue.get(namespaceOf(call));
  if (!collection) return [];
  const hits = find(readerOf(call, collection), query);
  return call.transaction ? [...hits] : hits;
}

function validity(call: Call): () => boolean {
  const { catalogue } = call.store;
  const namespace = namespaceOf(call);
  const collection = catalogue.get(namespace);
  const indexes = collection?.indexes;
  return () => catalogue.get(namespace) === collection && collection?.indexes === indexes;
}

function* projected(hits: Iterable<Hit>, projection: Projection | null): Generator<Uint8Array> {
  for (const { raw, doc } of hits) yield projection ? encode(projection(doc)) : raw;
}

function* encoded(documents: Iterable<Doc>): Generator<Uint8Array> {
  for (const doc of documents) yield encode(doc);
}

function queryOf(body: Doc, filterName: 'filter' | 'query'): Query {
  return {
    filter: docField(body, filterName) ?? {},
    sort: docField(body, 'sort'),
    skip: intField(body, 'skip', 0),
    limit: Math.abs(intField(body, 'limit', 0)),
    hint: body['hint'],
  };
}

const findCommand: Command = {
  kind: 'READ',
  options: ['filter', 'sort', 'projection', 'skip', 'limit', 'batchSize', 'singleBatch', 'hint'],
  run(call) {
    const { body, store, transaction } = call;
    const hits = hitsOf(call, queryOf(body, 'filter'));
    return store.cursors.open({
      namespace: namespaceOf(call),
      transaction,
      rows: projected(hits, compileProjection(docField(body, 'projection'))),
      isValid: validity(call),
      batchSize: intField(body, 'batchSize', FIRST_BATCH),
      isSingleBatch: body['singleBatch'] === true || intField(body, 'limit', 0) < 0,
    });
  },
};

const getMore: Command = {
  kind: 'READ',
  options: ['collection', 'batchSize'],
  run({ body, database, store, transaction }) {
    const namespace = `${database}.${textField(body, 'collection')}`;
    const batchSize = intField(body, 'batchSize', 0) || Number.POSITIVE_INFINITY;
    return store.cursors.more(cursorId(body['getMore']), namespace, transaction, batchSize);
  },
};

const killCursors: Command = {
  kind: 'READ',
  options: ['cursors'],
  run({ body, store }) {
    const ids = Array.isArray(body['cursors']) ? body['cursors'] : [];
    const killed = ids.filter((id) => store.cursors.kill(cursorId(id)));
    const others = { cursorsNotFound: ids.filter((id) => !killed.includes(id)), cursorsAlive: [], cursorsUnknown: [] };
    return { cursorsKilled: killed, ...others, ok: 1 };
  },
};

const count: Command = {
  kind: 'READ',
  options: ['query', 'limit', 'skip', 'hint'],
  run(call) {
    const query = queryOf(call.body, 'query');
    const isAll = !call.transaction && Object.keys(query.filter).length === 0 && !query.skip && !query.limit;
    const n = isAll ? call.store.catalogue.get(namespaceOf(call))?.count() : [...hitsOf(call, query)].length;
    return { n: n ?? 0, ok: 1 };
  },
};

const distinct: Command = {
  kind: 'READ',
  options: ['key', 'query', 'hint'],
  run(call) {
    const parts = textField(call.body, 'key').split('.');
    const values: unknown[] = [];
    for (const { doc } of hitsOf(call, queryOf(call.body, 'query')))
      someAt(doc, parts, 0, (value) => {
        values.push(...(Array.isArray(value) ? value : [value]));
        return false;
      });
    const sorted = values.filter((value) => value !== undefined).sort(compare);
    return { values: sorted.filter((value, i) => i === 0 || !equal(value, sorted[i - 1])), ok: 1 };
  },
};

const aggregate: Command = {
  kind: 'READ',
  options: ['pipeline', 'cursor', 'hint'],
  run(call) {
    const { body, store, transaction } = call;
    const { query, stages } = pipelineParts(docsField(body, 'pipeline'));
    const hits = hitsOf(call, { ...query, hint: body['hint'] });
    const rows = stages.length === 0 ? projected(hits, null) : encoded(runStages(hits, stages));
    return store.cursors.open({
      namespace: namespaceOf(call),
      transaction,
      rows,
      isValid: validity(call),
      batchSize: intField(docField(body, 'cursor') ?? {}, 'batchSize', FIRST_BATCH),
    });
  },
};

function planStage(plan: Plan | undefined): Doc {
  if (!plan || plan.kind === 'SCAN') return { stage: 'COLLSCAN' };
  if (plan.kind === 'OR') return { stage: 'OR', inputStages: plan.parts.map(planStage) };
  const { index, isReverse } = plan;
  const direction = isReverse ? 'backward' : 'forward';
  return { stage: 'FETCH', inputStage: { stage: 'IXSCAN', indexName: index.name, direction } };
}

const explain: Command = {
  kind: 'ADMIN',
  options: ['verbosity'],
  run(call) {
    const asked = docField(call.body, 'explain') ?? {};
    const name = Object.keys(asked)[0] ?? '';
    if (name !== 'find') throw notSupported(`explain of '${name}'`);
    const query = queryOf(asked, 'filter');
    const namespace = namespaceOf({ ...call, body: asked, name });
    const collection = call.store.catalogue.get(namespace);
    if (!collection) throw new CommandError(26, `ns does not exist: ${namespace}`);
    const cost: Cost = { documents: 0 };
    const nReturned = [...find(readerOf(call, collection), query, cost)].length;
    const stage = planStage(cost.plan);
    const winningPlan = cost.plan?.isSorted ? stage : { stage: 'SORT', inputStage: stage };
    const executionStats = { executionSuccess: true, nReturned, totalDocsExamined: cost.documents };
    return { queryPlanner: { namespace, winningPlan }, executionStats, ok: 1 };
  },
};

/** The commands that read. */
export const READ_COMMANDS: Readonly<Record<string, Command>> = {
  find: findCommand,
  getMore,
  killCursors,
  count,
  distinct,
  aggregate,
  explain,
};
