import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import mongoose, { type Model, Schema, model } from 'mongoose';
import { canonical } from '../crypto/canonical.ts';
// All schemas are declared once the store is.
import './store.ts';

interface MigrationRecord {
  readonly _id: string;
  readonly at: Date;
  /** For the indexes: what was declared when they were made. */
  readonly declared?: string;
}

const MigrationModel = model(
  'Migration',
  new Schema<MigrationRecord>(
    { _id: { type: String, required: true }, at: { type: Date, required: true }, declared: String },
    { strict: 'throw', versionKey: false, collection: 'migrations' },
  ),
);

const INDEXES = 'indexes';

/** Every index of every collection, as the schemas declare them. */
function declaredIndexes(): string {
  const declared = mongoose.modelNames().map((name) => [name, mongoose.model(name).schema.indexes()]);
  return canonical(Object.fromEntries(declared));
}

/** Makes every collection and index that the schemas declare. What is there already is left alone. */
export async function makeIndexes(): Promise<void> {
  await Promise.all(mongoose.modelNames().map((name) => makeIndexesOf(mongoose.model<unknown>(name))));
  await record(INDEXES, { declared: declaredIndexes() });
}

/** All indexes of a collection in one command. */
async function makeIndexesOf(made: Model<unknown>): Promise<void> {
  await made.createCollection();
  const declared = made.schema
    .indexes()
    .map(([key, options]) => ({ key, ...options }) as mongoose.mongo.IndexDescription);
  if (declared.length > 0) await made.collection.createIndexes(declared);
}

/** Notes that a migration is done. It is never run again on this database. */
export async function recordMigration(name: string): Promise<void> {
  await record(name, {});
}

async function record(name: string, more: { readonly declared?: string }): Promise<void> {
  await MigrationModel.updateOne({ _id: name }, { $set: { at: new Date(), ...more } }, { upsert: true });
}

/** Where the dated steps are: one file each. */
export const MIGRATIONS_DIR = join(import.meta.dirname, '../../migrations');

/** The dated steps of this version, oldest first. A step may have its test beside it. */
function datedSteps(): readonly string[] {
  return readdirSync(MIGRATIONS_DIR)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort();
}

/** Notes in a database that has just been made that nothing in it is older than this version. */
export async function recordAllMigrations(): Promise<void> {
  for (const name of datedSteps()) await recordMigration(name);
}

/** Which migrations of this version are still to be run, oldest first; `indexes` stands for the last step. */
export async function pendingMigrations(): Promise<readonly string[]> {
  const done = new Map((await MigrationModel.find().lean()).map((row) => [row._id, row.declared]));
  const pending = datedSteps().filter((name) => !done.has(name));
  return done.get(INDEXES) === declaredIndexes() ? pending : [...pending, INDEXES];
}
