import { AnswerError, answerError, badField } from './answer-error.ts';

/** What a client may send with one operation. */
export interface Envelope {
  readonly query?: string;
  /** The id of one of the client's own operations, instead of its text. */
  readonly documentId?: string;
  readonly operationName?: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const TEXTS = ['query', 'documentId', 'operationName'] as const;
const KNOWN: readonly string[] = [...TEXTS, 'variables'];

const NOT_KNOWN = 'This has a part that is not known here. Reload the page and try again.';
const UNREADABLE = 'This part could not be read. Reload the page and try again.';
const ONE_AT_A_TIME = 'Send one request at a time.';

/**
 * Reads the body of a request.
 * @throws AnswerError for a batch, for a part that is not known, and for a part of the wrong kind
 */
export function readEnvelope(body: unknown): Envelope {
  if (Array.isArray(body)) throw new AnswerError('BAD_REQUEST', ONE_AT_A_TIME);
  if (!isRecord(body)) throw answerError('BAD_REQUEST');
  if (Object.keys(body).some((key) => !KNOWN.includes(key))) throw new AnswerError('BAD_REQUEST', NOT_KNOWN);
  const variables = body['variables'] ?? {};
  if (!isRecord(variables)) throw badField('variables', UNREADABLE);
  const texts = TEXTS.flatMap((name) => textOf(body, name));
  const envelope: Envelope = { ...Object.fromEntries(texts), variables };
  if (envelope.query === undefined && envelope.documentId === undefined) throw answerError('BAD_REQUEST');
  return envelope;
}

function textOf(body: Record<string, unknown>, name: (typeof TEXTS)[number]): [string, string][] {
  const text = body[name];
  if (text === undefined || text === null) return [];
  if (typeof text !== 'string') throw badField(name, UNREADABLE);
  return [[name, text]];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
