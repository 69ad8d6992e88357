import { REFUSALS } from '@openhaven/domain/refusal';
import { GraphQLScalarType } from 'graphql';
import { badField } from './answer-error.ts';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const CIVIL_DAY = /^\d{4}-\d\d-\d\d$/;

/** Whether the day is in the calendar: JavaScript moves the 31st of February on, and the text is then another. */
function isRealDay(text: string): boolean {
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text);
}

function toInstant(value: unknown): Date {
  const real = typeof value === 'string' && INSTANT.test(value) && isRealDay(value.slice(0, 10));
  const instant = new Date(real ? value : Number.NaN);
  if (Number.isNaN(instant.getTime())) throw badField('', REFUSALS.DATE_NOT_REAL);
  return instant;
}

function toCivilDay(value: unknown): string {
  if (typeof value !== 'string' || !CIVIL_DAY.test(value) || !isRealDay(value)) {
    throw badField('', REFUSALS.DATE_NOT_REAL);
  }
  return value;
}

/** An instant in UTC. Comes in with its offset, goes out with a Z. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  parseValue: toInstant,
  serialize: (value) => (value instanceof Date ? value : new Date(Number.NaN)).toISOString(),
});

/** A civil day in Europe/London, as text: it has no time and no zone. */
export const CivilDay = new GraphQLScalarType<string, string>({
  name: 'Date',
  parseValue: toCivilDay,
  serialize: toCivilDay,
});
