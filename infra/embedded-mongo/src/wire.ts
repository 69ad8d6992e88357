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

/** Cuts a stream into messages. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #have = 0;
  #need = HEADER_BYTES;

  /** Takes bytes in; gives the messages that are now whole. */
  *read(chunk: Buffer): Generator<Buffer> {
    this.#chunks.push(chunk);
    this.#have += chunk.length;
    while (this.#have >= this.#need) {
      const joined = this.#chunks.length === 1 && this.#chunks[0] ? this.#chunks[0] : Buffer.concat(this.#chunks);
      this.#chunks = [joined];
      this.#need = joined.readInt32LE(0);
      if (this.#need < HEADER_BYTES || this.#need > MAX_MESSAGE_BYTES) throw new ProtocolError('bad message length');
      if (this.#have < this.#need) return;
      yield joined.subarray(0, this.#need);
      this.#chunks = [joined.subarray(this.#need)];
      this.#have -= this.#need;
      this.#need = HEADER_BYTES;
    }
  }
}

/**
 * A message → a command: OP_MSG, or OP_QUERY for the first handshake of older drivers.
 * @throws ProtocolError for anything else, and for unacknowledged writes, whose refusal nobody would hear
 */
export function parseRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opcode = message.readInt32LE(12);
  if (opcode === OP_QUERY) return parseQuery(message, id);
  if (opcode !== OP_MSG) throw new ProtocolError(`unsupported opcode ${opcode}`);
  const flags = message.readUInt32LE(HEADER_BYTES);
  const end = message.length - (flags & HAS_CHECKSUM ? 4 : 0);
  const request = {
    id,
    isLegacy: false,
    isSilent: (flags & MORE_TO_COME) !== 0,
    ...parseSections(message.subarray(HEADER_BYTES + 4, end)),
  };
  if (request.isSilent && !SILENT_COMMANDS.includes(Object.keys(request.body)[0] ?? ''))
    throw new ProtocolError('unacknowledged writes (w: 0) are not supported');
  return request;
}

function parseQuery(message: Buffer, id: number): Request {
  const namespaceEnd = message.indexOf(0, HEADER_BYTES + 4);
  const database = message.toString('utf8', HEADER_BYTES + 4, namespaceEnd).split('.')[0];
  const body = decode(message.subarray(namespaceEnd + 9));
  return { id, isLegacy: true, isSilent: false, body: { ...body, $db: database }, documents: [] };
}

/** A body, and any number of named sequences of documents, which mean the same as arrays in the body. */
function parseSections(sections: Buffer): Pick<Request, 'body' | 'documents'> {
  let body: Doc = {};
  let documents: readonly Uint8Array[] = [];
  const sequences: Record<string, Uint8Array[]> = {};
  for (let at = 0; at < sections.length; ) {
    const kind = sections.readUInt8(at);
    const length = sections.readInt32LE(at + 1);
    const end = at + 1 + length;
    if (length < 5 || end > sections.length || kind > 1) throw new ProtocolError('bad section');
    const section = sections.subarray(at + 1, end);
    if (kind === 0) body = decodeCommand(section, section.toString('latin1', 5, 12) === 'insert\0');
    else Object.assign(sequences, parseSequence(section));
    at = end;
  }
  const { documents: sent = body['documents'], ...others } = sequences;
  if (Array.isArray(sent)) documents = sent as Uint8Array[];
  delete body['documents'];
  for (const [name, items] of Object.entries(others)) body[name] = items.map(decode);
  return { body, documents };
}

function parseSequence(section: Buffer): Record<string, Uint8Array[]> {
  const nameEnd = section.indexOf(0, 4);
  const documents: Uint8Array[] = [];
  for (let at = nameEnd + 1; at < section.length; ) {
    const length = section.readInt32LE(at);
    if (length < 5 || at + length > section.length) throw new ProtocolError('bad sequence');
    documents.push(section.subarray(at, at + length));
    at += length;
  }
  return { [section.toString('utf8', 4, nameEnd)]: documents };
}

let lastReplyId = 0;

/** A reply as a message, in the manner in which its request came. */
export function replyMessage(request: Request, body: Uint8Array): Buffer {
  const head = Buffer.alloc(request.isLegacy ? 36 : 21);
  lastReplyId = (lastReplyId + 1) & 0x7fffffff;
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(lastReplyId, 4);
  head.writeInt32LE(request.id, 8);
  head.writeInt32LE(request.isLegacy ? OP_REPLY : OP_MSG, 12);
  if (request.isLegacy) head.writeInt32LE(1, 32);
  return Buffer.concat([head, body]);
}

/** A reply with stored documents inside it as they are, not decoded and encoded again. */
export function withRaw(fields: Doc, name: string, raw: Uint8Array, type: 'DOCUMENT' | 'ARRAY' = 'DOCUMENT'): Buffer {
  const rest = serialize(fields, { ignoreUndefined: true });
  const element = Buffer.from(`${type === 'DOCUMENT' ? '\x03' : '\x04'}${name}\0`, 'latin1');
  const whole = Buffer.concat([rest.subarray(0, -1), element, raw, Buffer.of(0)]);
  whole.writeInt32LE(whole.length, 0);
  return whole;
}

/** The bytes of a BSON array of stored documents. */
export function rawArray(documents: readonly Uint8Array[]): Buffer {
  const elements = documents.flatMap((raw, i) => [Buffer.from(`\x03${i}\0`, 'latin1'), raw]);
  const whole = Buffer.concat([Buffer.alloc(4), ...elements, Buffer.of(0)]);
  whole.writeInt32LE(whole.length, 0);
  return whole;
}
