import { pipelineParts, runStages } from './aggregate.ts';
import {
  type Call,
  type Command,
  docField,
  docsField,
  intField,
  namespaceOf,
  type Reply,
  readerOf,
  textField,
} from './command.ts';
import { type Doc, encode } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { type Cost, find, type Hit, type Query, slice } from './find.ts';
import { someAt } from './path.ts';
import type { Plan } from './plan.ts';
import { compileProjection, type Projection } from './projection.ts';
import { compare, equal, toBigInt } from './value.ts';

const FIRST_BATCH = 101;

/** The hits of a query; none, if there is no such collection. In a transaction all are read at once, before its next write. */
function hitsOf(call: Call, query: Query): Iterable<Hit> {
  const collection = call.store.catalogue.get(namespaceOf(call));
  if (!collection) return [];
  const hits = find(readerOf(call, collection), query);
  return call.transaction ? [...hits] : hits;
}

function* projected(hits: Iterable<Hit>, projection: Projection | null): Generator<Uint8Array> {
  for (const { raw, doc } of hits) yield projection ? encode(projection(doc)) : raw;
}

function* documentsOf(hits: Iterable<Hit>): Generator<Doc> {
  for (const { doc } of hits) yield doc;
}

function* encoded(documents: Iterable<Doc>): Generator<Uint8Array> {
  for (const doc of documents) yield encode(doc);
}

function queryOf(body: Doc, filterName: 'filter' | 'query'): Query {
  return {
    filter: docField(body, filterName) ?? {},
    sort: docField(body, 'sort'),
    skip: intField(body, 'skip', 0),
    limit: intField(body, 'limit', 0),
    hint: body['hint'],
  };
}

function runFind(call: Call): Reply {
  const { body, store, transaction } = call;
  const batchSize = intField(body, 'batchSize', FIRST_BATCH);
  const hits = hitsOf(call, queryOf(body, 'filter'));
  const rows = projected(hits, compileProjection(docField(body, 'projection')));
  const sent = body['singleBatch'] === true ? slice(rows, 0, batchSize) : rows;
  return store.cursors.open({ namespace: namespaceOf(call), transaction, rows: sent }, batchSize);
}

function runGetMore({ body, database, store, transaction }: Call): Reply {
  const batchSize = intField(body, 'batchSize', 0) || Number.POSITIVE_INFINITY;
  const namespace = `${database}.${textField(body, 'collection')}`;
  return store.cursors.more(toBigInt(body['getMore']), namespace, transaction, batchSize);
}

function runKillCursors({ body, store }: Call): Reply {
  const ids = Array.isArray(body['cursors']) ? body['cursors'] : [];
  const cursorsKilled = ids.filter((id) => store.cursors.kill(toBigInt(id)));
  const cursorsNotFound = ids.filter((id) => !cursorsKilled.includes(id));
  return { cursorsKilled, cursorsNotFound, cursorsAlive: [], cursorsUnknown: [], ok: 1 };
}

function runCount(call: Call): Reply {
  const query = queryOf(call.body, 'query');
  const isAll = !call.transaction && Object.keys(query.filter).length === 0 && !query.skip && !query.limit;
  const n = isAll ? call.store.catalogue.get(namespaceOf(call))?.count() : [...hitsOf(call, query)].length;
  return { n: n ?? 0, ok: 1 };
}

function runDistinct(call: Call): Reply {
  const parts = textField(call.body, 'key').split('.');
  const values: unknown[] = [];
  for (const { doc } of hitsOf(call, queryOf(call.body, 'query')))
    someAt(doc, parts, 0, (value) => {
      values.push(...[value].flat(1).filter((v) => v !== undefined));
      return false;
    });
  return { values: values.sort(compare).filter((value, i) => i === 0 || !equal(value, values[i - 1])), ok: 1 };
}

function runAggregate(call: Call): Reply {
  const { body, store, transaction } = call;
  const { query, stages } = pipelineParts(docsField(body, 'pipeline'));
  const hits = hitsOf(call, { ...query, hint: body['hint'] });
  const rows = stages.length === 0 ? projected(hits, null) : encoded(runStages(documentsOf(hits), stages));
  const batchSize = intField(docField(body, 'cursor') ?? {}, 'batchSize', FIRST_BATCH);
  return store.cursors.open({ namespace: namespaceOf(call), transaction, rows }, batchSize);
}

function runExplain(call: Call): Reply {
  const asked = docField(call.body, 'explain') ?? {};
  const name = Object.keys(asked)[0] ?? '';
  if (name !== 'find') throw notSupported(`explain of '${name}'`);
  const namespace = namespaceOf({ ...call, body: asked, name });
  const collection = call.store.catalogue.get(namespace);
  if (!collection) throw new CommandError(26, `ns does not exist: ${namespace}`);
  const cost: Cost = { documents: 0 };
  const nReturned = [...find(readerOf(call, collection), queryOf(asked, 'filter'), cost)].length;
  const executionStats = { nReturned, totalDocsExamined: cost.documents };
  return { queryPlanner: { winningPlan: winningPlan(cost.plan) }, executionStats, ok: 1 };
}

function winningPlan({ scans, isSorted }: Plan = { scans: [], isSorted: true, score: 0 }): Doc {
  const stages = scans.map(({ index }) => ({ stage: 'IXSCAN', indexName: index.name }));
  const stage = stages.length > 1 ? { stage: 'OR', inputStages: stages } : (stages[0] ?? { stage: 'COLLSCAN' });
  return isSorted ? stage : { stage: 'SORT', inputStage: stage };
}

const FIND_OPTIONS = ['filter', 'sort', 'projection', 'skip', 'limit', 'batchSize', 'singleBatch', 'hint'];

/** The commands that read. */
export const READ_COMMANDS: Readonly<Record<string, Command>> = {
  find: ['READ', FIND_OPTIONS, runFind],
  getMore: ['READ', ['collection', 'batchSize'], runGetMore],
  killCursors: ['READ', ['cursors'], runKillCursors],
  count: ['READ', ['query', 'limit', 'skip', 'hint'], runCount],
  distinct: ['READ', ['key', 'query', 'hint'], runDistinct],
  aggregate: ['READ', ['pipeline', 'cursor', 'hint'], runAggregate],
  explain: ['ADMIN', ['verbosity'], runExplain],
};
