import { randomUUID } from 'node:crypto';
import { type DestinationStream, type Logger, pino } from 'pino';

/** All that a log line may say. What is not in this list is not printed, whoever asks. */
const PRINTED = [
  'event',
  'code',
  'error',
  'where',
  'reference',
  'requestId',
  'referralId',
  'holdId',
  'unitId',
  'serviceId',
  'placementId',
  'noticeId',
  'userId',
  'organisationId',
  'jobId',
  'job',
  'operation',
  'route',
  'method',
  'status',
  'ms',
  'port',
  'innerPort',
  'count',
  'state',
  'signal',
  'attempts',
  'checkpoint',
] as const;

/** Words of our own: event names, codes, ids. A sentence, an address or a name is none. */
const WORD = /^[\w.:/-]{1,160}$/;

export type LogLine = { readonly event: string } & Readonly<
  Partial<Record<(typeof PRINTED)[number], string | number | boolean | null | undefined>>
>;

/** The one way to print. */
export interface Log {
  info(line: LogLine): void;
  warn(line: LogLine): void;
  /**
   * Notes that something failed: by the class, code and place of the fault, never by its message, which may quote what
   * somebody typed.
   * @returns the reference to tell the person, for example AB12-CD34
   */
  fault(error: unknown, line: LogLine): string;
}

/** @param destination where the lines go; standard output if left out */
export function createLog(level: 'silent' | 'error' | 'warn' | 'info', destination?: DestinationStream): Log {
  const logger: Logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"at":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }), log: allowed },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
  return {
    info: (line) => logger.info(line),
    warn: (line) => logger.warn(line),
    fault(error, line) {
      const reference = newReference();
      logger.error({ ...line, ...fingerprintOf(error), reference });
      return reference;
    },
  };
}

function allowed(line: Record<string, unknown>): Record<string, unknown> {
  const shown = PRINTED.filter((name) => line[name] !== undefined).map((name) => [name, printable(line[name])]);
  return Object.fromEntries(shown) as Record<string, unknown>;
}

function printable(value: unknown): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  return typeof value === 'string' && WORD.test(value) ? value : '[not printed]';
}

/** Short enough to say on the phone, and no part of anything else. */
function newReference(): string {
  const [letters = ''] = randomUUID().toUpperCase().split('-');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

function fingerprintOf(error: unknown): Pick<LogLine, 'error' | 'code' | 'where'> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    error: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    where: /\b((?:server|workers)\/[\w/.-]+\.ts:\d+)/.exec(framesOf(error))?.[1],
  };
}

/** The stack without its first lines, which repeat the message. */
function framesOf({ stack = '', message }: Error): string {
  return stack.slice(stack.indexOf(message) + message.length);
}
