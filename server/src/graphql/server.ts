import { readdirSync, readFileSync } from 'node:fs';
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { type AnswerError, answerError, statusOf } from './answer-error.ts';
import { contextFor, type GraphQLContext, type RequestFacts } from './context.ts';
import { readEnvelope } from './envelope.ts';
import { type Answer, answerTo, errorFormatter, type ReportFault } from './format-error.ts';
import { MOST_TOKENS } from './limits.ts';
import { type Admitted, gate } from './operation.ts';
import { policed } from './policy/policed.ts';
import { POLICIES } from './policy/table.ts';
import { resolvers } from './resolvers/index.ts';
import { CivilDay, DateTime } from './scalars.ts';

const SCHEMA = new URL('schema/', import.meta.url);
const LONGEST_MS = 5_000;

/** The API: bodies in, answers out. It never throws, and no answer says more than it should. */
export interface Api {
  /** `wrote`: a mutation ran, so that pages elsewhere may have something new to show. */
  answer(body: unknown, request: RequestFacts): Promise<Answer & { readonly wrote: boolean }>;
  stop(): Promise<void>;
}

export interface ApiOptions {
  /** Only the client's own documents run, and nothing is told about the schema. */
  readonly production: boolean;
  readonly report: ReportFault;
}

/**
 * The contract with its resolvers and policies: a field without a resolver or a policy stops the process, and so does a
 * resolver or a policy without a field.
 */
export function executableSchema(): GraphQLSchema {
  const files = readdirSync(SCHEMA).sort();
  const schema = makeExecutableSchema({
    typeDefs: files.map((file) => readFileSync(new URL(file, SCHEMA), 'utf8')),
    resolvers: { ...resolvers, DateTime, Date: CivilDay },
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  return policed(schema, POLICIES);
}

/** Makes the API ready to answer. */
export async function startApi({ production, report }: ApiOptions): Promise<Api> {
  const schema = executableSchema();
  const format = errorFormatter(report, { tellDocument: !production });
  const documents = gate(schema, { anyDocument: !production });
  const apollo = new ApolloServer<GraphQLContext>({
    schema,
    introspection: !production,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    stopOnTerminationSignals: false,
    parseOptions: { maxLexicalTokens: MOST_TOKENS },
    formatError: format,
    logger: SILENT,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      statusFromErrors,
    ],
  });
  await apollo.start();

  const admitted = (body: unknown, request: RequestFacts): Run => {
    const envelope = readEnvelope(body);
    return { ...documents.admit(envelope, { signedIn: request.viewer !== null }), variables: envelope.variables };
  };
  return {
    answer: async (body, request) => {
      let wrote = false;
      try {
        const run = admitted(body, request);
        wrote = run.operation.operation === 'mutation';
        return { ...(await withinTime(execute(apollo, run, contextFor(request)))), wrote };
      } catch (error) {
        return { ...answerTo(error, report), wrote };
      }
    },
    stop: () => apollo.stop(),
  };
}

type Run = Admitted & { readonly variables: Readonly<Record<string, unknown>> };

async function execute(
  apollo: ApolloServer<GraphQLContext>,
  { query, operation, variables }: Run,
  context: GraphQLContext,
): Promise<Answer> {
  const operationName = operation.name?.value;
  const { status, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body: { query, variables, ...(operationName === undefined ? {} : { operationName }) },
    },
    context: () => Promise.resolve(context),
  });
  if (body.kind !== 'complete') throw new Error('an answer in parts was not asked for');
  return { status: status ?? 200, body: body.string };
}

/** The outcome of a mutation that takes too long is unknown: its idempotency key makes trying again safe. */
async function withinTime(answer: Promise<Answer>): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const tooSlow = new Promise<never>((_resolve, reject) => {
    timer = setTimeout((error: AnswerError) => reject(error), LONGEST_MS, answerError('TOO_SLOW'));
  });
  try {
    return await Promise.race([answer, tooSlow]);
  } finally {
    clearTimeout(timer);
  }
}

/** Apollo answers 200 to everything that was executed; here the status says what became of it. */
const statusFromErrors: ApolloServerPlugin<GraphQLContext> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ response: { body, http } }) => {
        const [first] = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
        if (first) http.status = statusOf(first.extensions?.['code']);
        return Promise.resolve();
      },
    }),
};

const quiet = (): void => undefined;
/** Apollo's own messages may quote a request. Faults are noted by `report`. */
const SILENT = { debug: quiet, info: quiet, warn: quiet, error: quiet };
