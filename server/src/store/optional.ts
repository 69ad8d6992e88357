/** A record in which absent fields are written as null, so that one `$set` can also empty them. */
export type Nulled<T> = {
  [Field in keyof T]-?: undefined extends T[Field] ? Exclude<T[Field], undefined> | null : T[Field];
};

/** The given optional fields of a value, absent ones as null. */
export function nulled<T extends object, Field extends keyof T>(
  value: T,
  fields: readonly Field[],
): { [F in Field]: Exclude<T[F], undefined> | null } {
  const entries = fields.map((field) => [field, value[field] ?? null]);
  return Object.fromEntries(entries) as { [F in Field]: Exclude<T[F], undefined> | null };
}

/** A record without its nulls: what was kept as null is absent again. */
export function withoutNulls<T extends object>(record: T): { [Field in keyof T]: Exclude<T[Field], null> } {
  const entries = Object.entries(record).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as { [Field in keyof T]: Exclude<T[Field], null> };
}
