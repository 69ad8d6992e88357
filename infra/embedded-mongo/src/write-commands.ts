import { type Command, namespaceOf, readerOf, type Reply, type WriteCall } from './command.ts';
import { decode, type Doc, encode } from './document.ts';
import { CommandError } from './errors.ts';
import { compileProjection } from './projection.ts';
import { docField, docsField, intField, refuseOthers } from './request-fields.ts';
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
      if (!(error instanceof CommandError) || error.details.labels) throw error;
      writeErrors.push({ index, ...error.toWriteError() });
      if (body['ordered'] !== false) break;
    }
  }
  return writeErrors.length > 0 ? { writeErrors } : {};
}

const insertCommand: Command = {
  kind: 'WRITE',
  options: ['documents', 'ordered'],
  run(call) {
    const writer = writerOf(call, true);
    let n = 0;
    const errors = eachStatement(call.body, call.documents, (raw) => {
      if (writer) insert(writer, raw);
      n++;
    });
    return { n, ...errors, ok: 1 };
  },
};

const UPDATE_FIELDS = ['q', 'u', 'multi', 'upsert', 'hint', 'sort'];

function toUpdate(statement: Doc): Update {
  refuseOthers(statement, UPDATE_FIELDS, 'update.updates');
  return {
    filter: docField(statement, 'q') ?? {},
    sort: docField(statement, 'sort'),
    update: statement['u'],
    isMulti: statement['multi'] === true,
    isUpsert: statement['upsert'] === true,
    hint: statement['hint'],
  };
}

const updateCommand: Command = {
  kind: 'WRITE',
  options: ['updates', 'ordered'],
  run(call) {
    const statements = docsField(call.body, 'updates').map(toUpdate);
    const writer = writerOf(
      call,
      statements.some(({ isUpsert }) => isUpsert),
    );
    const upserted: Doc[] = [];
    let n = 0;
    let nModified = 0;
    const errors = eachStatement(call.body, statements, (statement, index) => {
      if (!writer) return;
      const result = update(writer, statement);
      n += result.matched;
      nModified += result.modified;
      if (!('upserted' in result)) return;
      n++;
      upserted.push({ index, _id: result.upserted });
    });
    return { n, nModified, ...(upserted.length > 0 && { upserted }), ...errors, ok: 1 };
  },
};

const deleteCommand: Command = {
  kind: 'WRITE',
  options: ['deletes', 'ordered'],
  run(call) {
    const writer = writerOf(call, false);
    let n = 0;
    const errors = eachStatement(call.body, docsField(call.body, 'deletes'), (statement) => {
      refuseOthers(statement, ['q', 'limit', 'hint'], 'delete.deletes');
      const filter = docField(statement, 'q') ?? {};
      const query = { filter, limit: intField(statement, 'limit', 0), hint: statement['hint'] };
      if (writer) n += remove(writer, query).length;
    });
    return { n, ...errors, ok: 1 };
  },
};

function withValue(lastErrorObject: Doc, raw: Uint8Array | null, fields: Doc | undefined): Reply {
  const projection = compileProjection(fields);
  if (!raw) return { lastErrorObject, value: null, ok: 1 };
  return withRaw({ lastErrorObject, ok: 1 }, 'value', projection ? encode(projection(decode(raw))) : raw);
}

function findAndRemove(call: WriteCall): Reply {
  const { body } = call;
  const writer = writerOf(call, false);
  const query = { filter: docField(body, 'query') ?? {}, sort: docField(body, 'sort'), limit: 1, hint: body['hint'] };
  const [hit] = writer ? remove(writer, query) : [];
  return withValue({ n: hit ? 1 : 0 }, hit?.raw ?? null, docField(body, 'fields'));
}

function findAndUpdate(call: WriteCall): Reply {
  const { body } = call;
  const { query: q, update: u, sort, hint } = body;
  const statement = toUpdate({ q, u, sort, hint, upsert: body['upsert'] });
  const writer = writerOf(call, statement.isUpsert);
  const nothing = { matched: 0, before: null, after: null };
  const result = writer ? update(writer, statement) : nothing;
  const isUpsert = 'upserted' in result;
  const lastErrorObject = {
    n: isUpsert ? 1 : result.matched,
    updatedExisting: result.matched > 0,
    ...(isUpsert && { upserted: result.upserted }),
  };
  return withValue(lastErrorObject, body['new'] === true ? result.after : result.before, docField(body, 'fields'));
}

const findAndModify: Command = {
  kind: 'WRITE',
  options: ['query', 'sort', 'remove', 'update', 'new', 'fields', 'upsert', 'hint'],
  run(call) {
    return call.body['remove'] === true ? findAndRemove(call) : findAndUpdate(call);
  },
};

/** The commands that write documents. */
export const WRITE_COMMANDS: Readonly<Record<string, Command>> = {
  insert: insertCommand,
  update: updateCommand,
  delete: deleteCommand,
  findAndModify,
  findandmodify: findAndModify,
};
