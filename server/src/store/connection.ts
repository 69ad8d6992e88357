import mongoose, { type ConnectOptions } from 'mongoose';

// Filters are plain values; an operator must be written `trusted({ $lte: … })`, so that none can come in from outside.
mongoose.set('sanitizeFilter', true);
mongoose.set('strictQuery', 'throw');

const OPTIONS: ConnectOptions = {
  autoIndex: false,
  autoCreate: false,
  bufferCommands: false,
  ignoreUndefined: true,
  maxPoolSize: 20,
  // Shorter than anybody waits at a page.
  serverSelectionTimeoutMS: 2_500,
  socketTimeoutMS: 30_000,
  readConcern: { level: 'majority' },
  writeConcern: { w: 'majority', journal: true },
};

/** What the database says of itself when it is greeted. */
export interface DatabaseKind {
  /** The store for trial, development and tests: never for survivors' data. */
  readonly embedded: boolean;
  /** Transactions need a replica set, if only of one member. */
  readonly replicaSet: boolean;
}

/** Opens the one connection of this process. */
export async function openDatabase(uri: string, database: string): Promise<DatabaseKind> {
  await mongoose.connect(uri, { ...OPTIONS, dbName: database });
  const admin = theDatabase().admin();
  const [hello, build] = [await admin.command({ hello: 1 }), await admin.command({ buildInfo: 1 })];
  const modules: unknown = build['modules'];
  return {
    embedded: Array.isArray(modules) && modules.includes('embedded'),
    replicaSet: typeof hello['setName'] === 'string',
  };
}

export async function closeDatabase(): Promise<void> {
  await mongoose.disconnect();
}

/** Whether the database takes writes now. Asked by the readiness probe; never throws. */
export async function isWritable(): Promise<boolean> {
  try {
    const hello = await theDatabase().command({ hello: 1 }, { timeoutMS: 2_000 });
    return hello['isWritablePrimary'] === true;
  } catch {
    // Any fault means the same here: not now.
    return false;
  }
}

/** Throws the whole database away. For tests, which each have their own. */
export async function dropDatabase(): Promise<void> {
  await theDatabase().dropDatabase();
}

function theDatabase(): NonNullable<typeof mongoose.connection.db> {
  const { db } = mongoose.connection;
  if (!db) throw new Error('the database is not open');
  return db;
}
