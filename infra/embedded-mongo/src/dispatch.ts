import { serialize } from 'bson';
import { ADMIN_COMMANDS } from './admin-commands.ts';
import { type Call, type Command, docField, type Reply, refuseOthers, textField, type WriteCall } from './command.ts';
import type { Doc } from './document.ts';
import { CommandError, notSupported } from './errors.ts';
import { READ_COMMANDS } from './read-commands.ts';
import type { Session } from './sessions.ts';
import type { Store } from './store.ts';
import type { Request } from './wire.ts';
import { WRITE_COMMANDS } from './write-commands.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  ...ADMIN_COMMANDS,
  ...READ_COMMANDS,
  ...WRITE_COMMANDS,
  commitTransaction: ['COMMIT', []],
  abortTransaction: ['ABORT', []],
};
const SESSION_OPTIONS = ['$db', 'lsid', 'txnNumber', 'autocommit', 'startTransaction'];
const COMMON_OPTIONS = [...SESSION_OPTIONS, 'readConcern', 'writeConcern', '$readPreference', 'maxTimeMS'];
const READ_LEVELS: readonly unknown[] = ['local', 'available', 'majority', 'snapshot'];
const DONE = serialize({ ok: 1 });

/**
 * Runs one command to the bytes of its reply. What it has written is kept only with the next commit of the database.
 * @throws CommandError if it fails or is refused; BlockedError if it must wait for a transaction and be run again
 */
export function runCommand(store: Store, { body, documents }: Request): Uint8Array {
  const name = Object.keys(body)[0] ?? '';
  const command = commandNamed(name);
  refuseOthers(body, [name, ...command[1], ...COMMON_OPTIONS], name);
  checkConcerns(body);
  const session = store.sessions.enter(body);
  const call = { name, body, database: textField(body, '$db'), documents, transaction: null, store };
  if (body['autocommit'] === false && session) return runInTransaction(command, call, session);
  if (command[0] === 'WRITE') return session?.reply ?? runWrite(command[2], call, session);
  if (command.length === 2) throw new CommandError(125, `${name} needs a transaction`);
  return toBytes(command[2](call));
}

function commandNamed(name: string): Command {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw notSupported(`command '${name}'`);
  return command;
}

function checkConcerns(body: Doc): void {
  const { level = 'local', ...others } = docField(body, 'readConcern') ?? {};
  refuseOthers(others, [], 'readConcern');
  if (!READ_LEVELS.includes(level)) throw notSupported('a readConcern other than local, majority and snapshot');
  if (level === 'snapshot' && body['autocommit'] !== false)
    throw notSupported('readConcern snapshot outside transactions');
  const { w = 1, ...rest } = docField(body, 'writeConcern') ?? {};
  refuseOthers(rest, ['j', 'wtimeout', 'wtimeoutMS'], 'writeConcern');
  if (w !== 'majority' && w !== 1) throw notSupported("a writeConcern other than w: 1 and w: 'majority'");
}

function toBytes(reply: Reply): Uint8Array {
  return reply instanceof Uint8Array ? reply : serialize(reply, { ignoreUndefined: true });
}

function runInTransaction(command: Command, call: Call, session: Session): Uint8Array {
  const { sessions } = call.store;
  if (command[0] === 'COMMIT') sessions.commit(session, DONE);
  if (command[0] === 'ABORT') sessions.abort(session);
  if (command.length === 2) return DONE;
  const transaction = sessions.transactionOf(session, call.body['startTransaction'] === true);
  try {
    if (command[0] === 'ADMIN')
      throw new CommandError(263, `Cannot run '${call.name}' in a multi-document transaction.`);
    const reply = command[2]({ ...call, transaction });
    if (!(reply instanceof Uint8Array) && reply['writeErrors']) transaction.end();
    return toBytes(reply);
  } catch (error) {
    // As in MongoDB, whatever fails inside a transaction ends it.
    transaction.end();
    throw error;
  }
}

/** A write outside a client's transaction: all of its changes, and the reply to be repeated, or none. */
function runWrite(run: (call: WriteCall) => Reply, call: Call, session: Session | null): Uint8Array {
  const transaction = call.store.transactions.beginImmediate();
  try {
    const reply = toBytes(run({ ...call, transaction }));
    transaction.commit();
    if (session) call.store.sessions.keepReply(session, reply);
    return reply;
  } finally {
    transaction.end();
  }
}
