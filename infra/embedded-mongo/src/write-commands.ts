import {
  type Command,
  docField,
  docsField,
  intField,
  namespaceOf,
  type Reply,
  readerOf,
  refuseOthers,
  type WriteCall,
} from './command.ts';
import { decode, type Doc, encode } from './document.ts';
import { CommandError } from './errors.ts';
import { compileProjection } from './projection.ts';
import { withRaw } from './wire.ts';
import { insert, remove, type Update, update, type Writer } from './write.ts';

/** Null if the collection does not exist and nothing would create it. */
function writerOf(call: WriteCall, creates: boolean): Writer | null {
  const namespace = namespaceOf(call);
  const { catalogue } = call.store;
  const collection = creates ? catalogue.ensure(namespace) : catalogue.get(namespace);
  return collection ? readerOf(call, collection) : null;
}

/** Runs statements one by one; a failed one is reported, and ends the rest if the command is ordered. */
function eachStatement<T>(body: Doc, statements: readonly T[], run: (statement: T, i: number) => void): Doc {
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      // The statement's own failure. Conflicts and waiting concern the whole transaction.
      if (!(error instanceof CommandError) || error.extra.errorLabels) throw error;
      writeErrors.push({ index, ...error.fields() });
      if (body['ordered'] !== false) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

function runInsert(call: WriteCall): Reply {
  const writer = writerOf(call, true);
  let n = 0;
  const errors = eachStatement(call.body, call.documents, (raw) => {
    if (writer) insert(writer, raw);
    n++;
  });
  return { n, ...errors, ok: 1 };
}

function toUpdate(statement: Doc): Update {
  refuseOthers(statement, ['q', 'u', 'multi', 'upsert', 'hint', 'sort'], 'update.updates');
  return {
    filter: docField(statement, 'q') ?? {},
    sort: docField(statement, 'sort'),
    update: statement['u'],
    isMulti: statement['multi'] === true,
    isUpsert: statement['upsert'] === true,
    hint: statement['hint'],
  };
}

function runUpdate(call: WriteCall): Reply {
  const statements = docsField(call.body, 'updates').map(toUpdate);
  const isUpsert = statements.some((statement) => statement.isUpsert);
  const writer = writerOf(call, isUpsert);
  const upserted: Doc[] = [];
  let [n, nModified] = [0, 0];
  const errors = eachStatement(call.body, statements, (statement, index) => {
    if (!writer) return;
    const result = update(writer, statement);
    n += result.n;
    nModified += result.modified;
    if ('upserted' in result) upserted.push({ index, _id: result.upserted });
  });
  return { n, nModified, ...(upserted.length > 0 && { upserted }), ...errors, ok: 1 };
}

function runDelete(call: WriteCall): Reply {
  const writer = writerOf(call, false);
  let n = 0;
  const errors = eachStatement(call.body, docsField(call.body, 'deletes'), (statement) => {
    refuseOthers(statement, ['q', 'limit', 'hint'], 'delete.deletes');
    const filter = docField(statement, 'q') ?? {};
    const query = { filter, limit: intField(statement, 'limit', 0), hint: statement['hint'] };
    if (writer) n += remove(writer, query).length;
  });
  return { n, ...errors, ok: 1 };
}

function runFindAndModify(call: WriteCall): Reply {
  const { body } = call;
  const { query: q, update: u, sort, hint, upsert } = body;
  const statement = toUpdate({ q, u, sort, hint, upsert });
  const writer = writerOf(call, statement.isUpsert);
  if (!writer) return { lastErrorObject: { n: 0, updatedExisting: false }, value: null, ok: 1 };
  if (body['remove'] === true) {
    const [hit] = remove(writer, { ...statement, limit: 1 });
    return withValue({ n: hit ? 1 : 0 }, hit?.raw ?? null, docField(body, 'fields'));
  }
  const result = update(writer, statement);
  const { n, upserted } = result;
  const isUpserted = 'upserted' in result;
  const lastErrorObject = { n, updatedExisting: n > 0 && !isUpserted, ...(isUpserted && { upserted }) };
  return withValue(lastErrorObject, body['new'] === true ? result.after : result.before, docField(body, 'fields'));
}

function withValue(lastErrorObject: Doc, raw: Uint8Array | null, fields: Doc | undefined): Reply {
  const projection = compileProjection(fields);
  if (!raw) return { lastErrorObject, value: null, ok: 1 };
  return withRaw({ lastErrorObject, ok: 1 }, 'value', projection ? encode(projection(decode(raw))) : raw);
}

const FIND_AND_MODIFY: Command = [
  'WRITE',
  ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'hint'],
  runFindAndModify,
];

/** The commands that write documents. */
export const WRITE_COMMANDS: Readonly<Record<string, Command>> = {
  insert: ['WRITE', ['documents', 'ordered'], runInsert],
  update: ['WRITE', ['updates', 'ordered'], runUpdate],
  delete: ['WRITE', ['deletes', 'ordered'], runDelete],
  findAndModify: FIND_AND_MODIFY,
  findandmodify: FIND_AND_MODIFY,
};
