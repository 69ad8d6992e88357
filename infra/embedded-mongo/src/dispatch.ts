import { serialize } from 'bson';
import { ADMIN_COMMANDS } from './admin-commands.ts';
import type { Call, Command, Reply, WriteCall } from './command.ts';
import { CONNECTION_COMMANDS } from './connection-commands.ts';
import type { Doc } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { READ_COMMANDS } from './read-commands.ts';
import { docField, refuseOthers } from './request-fields.ts';
import type { Session } from './sessions.ts';
import type { Store } from './store.ts';
import type { Request } from './wire.ts';
import { WRITE_COMMANDS } from './write-commands.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  ...CONNECTION_COMMANDS,
  ...READ_COMMANDS,
  ...WRITE_COMMANDS,
  ...ADMIN_COMMANDS,
  commitTransaction: { kind: 'COMMIT', options: [] },
  abortTransaction: { kind: 'ABORT', options: [] },
};

const COMMON_OPTIONS = [
  '$db',
  'lsid',
  'txnNumber',
  'autocommit',
  'startTransaction',
  'readConcern',
  'writeConcern',
  '$readPreference',
  'maxTimeMS',
];
const READ_LEVELS: readonly unknown[] = ['local', 'available', 'majority', 'snapshot'];

/**
 * Runs one command to the bytes of its reply. What it has written is kept only with the next commit of the batch.
 * @throws CommandError if it fails or is refused; BlockedError if it must wait for a transaction and be run again
 */
export function runCommand(store: Store, { body, documents }: Request): Uint8Array {
  const name = Object.keys(body)[0] ?? '';
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw notSupported(`command '${name}'`);
  refuseOthers(body, [name, ...command.options, ...COMMON_OPTIONS], name);
  checkConcerns(body);
  const session = store.sessions.enter(body);
  const call = { name, body, database: String(body['$db'] ?? 'admin'), documents, transaction: null, store };
  if (body['autocommit'] === false && session) return runInTransaction(command, call, session);
  if (command.kind === 'WRITE') return session?.reply ?? runWrite(command, call, session);
  if (!('run' in command)) throw new CommandError(125, `${name} needs a transaction`);
  return toBytes(command.run(call));
}

function checkConcerns(body: Doc): void {
  const { level = 'local', ...others } = docField(body, 'readConcern') ?? {};
  const [odd] = Object.keys(others);
  if (odd) throw notSupported(`readConcern option '${odd}'`);
  if (!READ_LEVELS.includes(level)) throw notSupported('a readConcern other than local, majority and snapshot');
  if (level === 'snapshot' && body['autocommit'] !== false)
    throw notSupported('readConcern snapshot outside transactions');
  const concern = docField(body, 'writeConcern') ?? {};
  refuseOthers(concern, ['w', 'j', 'wtimeout', 'wtimeoutMS'], 'writeConcern');
  const { w = 1 } = concern;
  if (w !== 'majority' && w !== 1) throw notSupported("a writeConcern other than w: 1 and w: 'majority'");
}

function toBytes(reply: Reply): Uint8Array {
  return reply instanceof Uint8Array ? reply : serialize(reply, { ignoreUndefined: true });
}

const DONE = serialize({ ok: 1 });

function runInTransaction(command: Command, call: Call, session: Session): Uint8Array {
  const { sessions } = call.store;
  if (command.kind === 'COMMIT') sessions.commit(session, DONE);
  if (command.kind === 'ABORT') sessions.abort(session);
  if (!('run' in command)) return DONE;
  const transaction = sessions.transactionOf(session, call.body['startTransaction'] === true);
  if (command.kind === 'ADMIN') {
    transaction.abort();
    throw new CommandError(263, `Cannot run '${call.name}' in a multi-document transaction.`);
  }
  try {
    const reply = command.run({ ...call, transaction });
    if (!(reply instanceof Uint8Array) && reply['writeErrors']) transaction.abort();
    return toBytes(reply);
  } catch (error) {
    // As in MongoDB, whatever fails inside a transaction ends it.
    transaction.abort();
    throw error;
  }
}

type WriteCommand = Extract<Command, { kind: 'WRITE' }>;

/** A write outside a client's transaction: all of its changes, and the reply to be repeated, or none. */
function runWrite(command: WriteCommand, call: Call, session: Session | null): Uint8Array {
  const transaction = call.store.transactions.beginImmediate();
  const immediate: WriteCall = { ...call, transaction };
  try {
    const reply = toBytes(command.run(immediate));
    transaction.commit();
    if (session) call.store.sessions.keepReply(session, reply);
    return reply;
  } finally {
    transaction.abort();
  }
}
