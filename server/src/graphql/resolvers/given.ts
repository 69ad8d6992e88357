type Absent<T> = null extends T ? true : undefined extends T ? true : false;

/** An input as a command takes it: what was left out, or sent as null, is not there at all. */
export type Given<T> = { readonly [K in keyof T as Absent<T[K]> extends true ? never : K]: T[K] } & {
  readonly [K in keyof T as Absent<T[K]> extends true ? K : never]?: NonNullable<T[K]>;
};

/** Leaves out what was not given. */
export function given<T extends object>(input: T): Given<T> {
  const entries = Object.entries(input).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(entries) as Given<T>;
}
