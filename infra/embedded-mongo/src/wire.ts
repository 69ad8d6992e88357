import { serialize } from 'bson';
import { decode, decodeCommand, type Doc } from './document.ts';

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const HAS_CHECKSUM = 1;
const MORE_TO_COME = 2;
const SILENT_COMMANDS = ['endSessions', 'killCursors'];

/** The largest message that is read, as `hello` announces it. */
export const MAX_MESSAGE_BYTES = 48_000_000;

/** Bytes that are not the protocol's: the connection is dropped. */
export class ProtocolError extends Error {}

/** One command as it came. */
export interface Request {
  readonly id: number;
  readonly isLegacy: boolean;
  /** The client takes its leave and waits for no answer. */
  readonly isSilent: boolean;
  readonly body: Doc;
  /** The documents of an insert, undecoded. */
  readonly documents: readonly Uint8Array[];
}

/** Cuts a stream into messages: give it the bytes as they come, and it gives back the messages that are now whole. */
export function messageReader(): (chunk: Buffer) => Buffer[] {
  let chunks: Buffer[] = [];
  let have = 0;
  let need = HEADER_BYTES;
  return (chunk) => {
    chunks.push(chunk);
    have += chunk.length;
    const messages: Buffer[] = [];
    while (have >= need) {
      const joined = Buffer.concat(chunks);
      need = joined.readInt32LE(0);
      if (need < HEADER_BYTES || need > MAX_MESSAGE_BYTES) throw new ProtocolError('bad message length');
      const isWhole = have >= need;
      if (isWhole) messages.push(joined.subarray(0, need));
      chunks = [isWhole ? joined.subarray(need) : joined];
      if (!isWhole) break;
      have -= need;
      need = HEADER_BYTES;
    }
    return messages;
  };
}

/**
 * A message → a command: OP_MSG, or OP_QUERY for the first handshake.
 * @throws ProtocolError for anything else, and for unacknowledged writes, whose refusal nobody would hear
 */
export function parseRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  const flags = message.readUInt32LE(HEADER_BYTES);
  if (opcode === OP_QUERY) {
    const body = decode(message.subarray(message.indexOf(0, HEADER_BYTES + 4) + 9));
    return { id, isLegacy: true, isSilent: false, body: { ...body, $db: 'admin' }, documents: [] };
  }
  if (opcode !== OP_MSG) throw new ProtocolError(`unsupported opcode ${opcode}`);
  const isSilent = (flags & MORE_TO_COME) !== 0;
  const sections = parseSections(message.subarray(HEADER_BYTES + 4, message.length - (flags & HAS_CHECKSUM ? 4 : 0)));
  if (isSilent && !SILENT_COMMANDS.includes(Object.keys(sections.body)[0] ?? ''))
    throw new ProtocolError('unacknowledged writes (w: 0) are not supported');
  return { id, isLegacy: false, isSilent, ...sections };
}

/** A body, and any number of named sequences of documents, which mean the same as arrays in the body. */
function parseSections(bytes: Buffer): Pick<Request, 'body' | 'documents'> {
  let body: Doc = {};
  const sequences: Record<string, Uint8Array[]> = {};
  for (let at = 0, end = 0; at < bytes.length; at = end) {
    end = at + 1 + bytes.readInt32LE(at + 1);
    if (end < at + 6 || end > bytes.length) throw new ProtocolError('bad section');
    const section = bytes.subarray(at + 1, end);
    const nameEnd = section.indexOf(0, 4);
    if (bytes[at] === 0) body = decodeCommand(section, section.toString('latin1', 5, 12) === 'insert\0');
    else sequences[section.toString('latin1', 4, nameEnd)] = cutDocuments(section.subarray(nameEnd + 1));
  }
  const { documents = (body['documents'] ?? []) as Uint8Array[], ...others } = sequences;
  delete body['documents'];
  for (const [name, items] of Object.entries(others)) body[name] = items.map(decode);
  return { body, documents };
}

function cutDocuments(bytes: Buffer): Uint8Array[] {
  const documents: Uint8Array[] = [];
  for (let at = 0, end = 0; at < bytes.length; at = end) {
    end = at + bytes.readInt32LE(at);
    if (end < at + 5 || end > bytes.length) throw new ProtocolError('bad sequence');
    documents.push(bytes.subarray(at, end));
  }
  return documents;
}

/** A reply as a message, in the manner in which its request came. */
export function replyMessage(request: Request, body: Uint8Array): Buffer {
  const head = Buffer.alloc(request.isLegacy ? 36 : 21);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12);
  if (request.isLegacy) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
}

/** A reply with stored documents inside it as they are, not decoded and encoded again. */
export function withRaw(fields: Doc, name: string, raw: Uint8Array, type: 'DOCUMENT' | 'ARRAY' = 'DOCUMENT'): Buffer {
  const rest = serialize(fields, { ignoreUndefined: true });
  const element = Buffer.from(`${type === 'DOCUMENT' ? '\x03' : '\x04'}${name}\0`, 'latin1');
  return withLength(Buffer.concat([rest.subarray(0, -1), element, raw, Buffer.of(0)]));
}

/** The bytes of a BSON array of stored documents. */
export function rawArray(documents: readonly Uint8Array[]): Buffer {
  const elements = documents.flatMap((raw, i) => [Buffer.from(`\x03${i}\0`, 'latin1'), raw]);
  return withLength(Buffer.concat([Buffer.alloc(4), ...elements, Buffer.of(0)]));
}

function withLength(document: Buffer): Buffer {
  document.writeInt32LE(document.length, 0);
  return document;
}
