import { constants } from "node:zlib";
import compress from "@fastify/compress";
import swagger from "@fastify/swagger";
import Fastify, { type FastifyInstance } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { packageVersion } from "../effects/packageRoot.ts";
import { guardNames } from "./access/guard.ts";
import { requireToken } from "./access/signIn.ts";
import type { Language } from "./access/signInPage.ts";
import type { TokenKeeper } from "./access/token.ts";
import { accountBook } from "./accounts/book.ts";
import { accountEndpoints } from "./accounts/endpoints.ts";
import { aliveEndpoints } from "./alive.ts";
import { answerError, handleErrors } from "./errors.ts";
import { currentStateOf } from "./host/currentState.ts";
import { apiEndpoints, findIn } from "./host/endpoints.ts";
import { type HostedMarket, hostMarket } from "./host/hostedMarket.ts";
import { preparedAnswers } from "./host/prepared.ts";
import { segmentEndpoints } from "./host/segmentEndpoints.ts";
import { slugs } from "./host/slug.ts";
import { limitedServers } from "./limitedServers.ts";
import { LIMITS, type Limits } from "./limits.ts";
import { pageFolder, servePage } from "./page.ts";
import { planDesk } from "./plans/desk.ts";
import { planEndpoints } from "./plans/endpoints.ts";
import { planJobEndpoints } from "./plans/jobEndpoints.ts";
import { createPlanJobs } from "./plans/jobs.ts";
import { runEndpoints } from "./runs/endpoints.ts";
import { createJobQueue } from "./runs/jobs.ts";
import { createRuns } from "./runs/runs.ts";
import { type ScenarioDesk, scenarioDesk } from "./scenarios/desk.ts";
import { scenarioEndpoints } from "./scenarios/endpoints.ts";
import { secure } from "./security.ts";
import { createSimulator } from "./simulator/simulator.ts";
import { answerUnknownPaths } from "./unknownPaths.ts";

export interface ServerOptions {
  /** Where the log of failures goes; nowhere by default. */
  readonly log?: { write(line: string): void };
  /** Threads for runs; default: all cores. */
  readonly threads?: number;
  /** Who may ask; default: whoever reaches the server. */
  readonly keeper?: TokenKeeper | null;
  /** Names that the server answers to, beside those of this machine. */
  readonly allowedHosts?: readonly string[];
  /** Limits other than the usual ones, for tests. */
  readonly limits?: Partial<Limits>;
}

/** The HTTP server over built market folders: API, OpenAPI document and, when it is built, the page. */
export async function createServer(
  dirs: readonly string[],
  options: ServerOptions = {},
): Promise<FastifyInstance> {
  const limits = { ...LIMITS, ...options.limits };
  const servers = limitedServers(limits);
  const app = Fastify({
    logger: options.log ? { level: "warn", stream: options.log } : false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: limits.idLength },
    bodyLimit: limits.bodyLimit,
    serverFactory: servers.make,
    frameworkErrors: answerError,
    // Each of the servers answers for itself.
    clientErrorHandler: () => undefined,
    return503OnClosing: false,
    // A machine that is busy is no reason not to start.
    pluginTimeout: 120_000,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // Bodies are JSON: a form of another site can send text without being asked.
  app.removeContentTypeParser("text/plain");
  handleErrors(app);
  await secure(app);
  servers.drain(app);
  guardNames(app, options.allowedHosts ?? []);
  const page = pageFolder();
  answerUnknownPaths(app, page);
  const ids = slugs(dirs);
  const states = dirs.map(currentStateOf);
  const answers = preparedAnswers();
  const markets = states.map((state, i) => hostMarket(ids[i]!, state, answers));
  if (options.keeper) await requireToken(app, options.keeper, () => languagesOf(markets));
  await app.register(compress, {
    threshold: 1024,
    globalDecompression: false,
    // Arrow and GeoJSON are not in the default list of what is worth packing.
    customTypes: /^(text\/|application\/(json|geo\+json|javascript|wasm|vnd\.apache\.arrow)|image\/svg)/,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Penumbra",
        version: packageVersion(),
        description: "Built markets, as the page sees them.",
      },
    },
    transform: jsonSchemaTransform,
  });
  await app.register(aliveEndpoints);
  await app.register(apiEndpoints(markets));
  await app.register(segmentEndpoints(markets));
  await app.register(
    accountEndpoints(findIn(states.map((state, i) => accountBook(ids[i]!, state, answers)))),
  );
  await addScenarios(
    app,
    dirs.map((dir, i) => scenarioDesk(ids[i]!, dir, states[i]!)),
    options.threads,
  );
  app.get("/api/openapi.json", { schema: { hide: true } }, () => app.swagger());
  if (page) await servePage(app, page, ids);
  return app;
}

/** The languages of the markets, each once; English where no market can be read. */
async function languagesOf(markets: readonly HostedMarket[]): Promise<Language[]> {
  const infos = await Promise.allSettled(markets.map(market => market.info()));
  const found = infos.flatMap(info => (info.status === "fulfilled" ? [info.value.language] : []));
  return found.length > 0 ? [...new Set(found)] : ["en"];
}

/** What waits, and what has ended and is remembered: answers of runs are on disk, of plans in here. */
const QUEUE = { waiting: 8, remembered: 20 };

async function addScenarios(
  app: FastifyInstance,
  desks: readonly ScenarioDesk[],
  threads: number | undefined,
): Promise<void> {
  const simulator = createSimulator(threads === undefined ? {} : { threads });
  const queue = createJobQueue<unknown>(QUEUE);
  const runs = createRuns(simulator, queue);
  const find = findIn(desks);
  await app.register(scenarioEndpoints(find));
  const plans = findIn(desks.map(({ id, dir, load }) => planDesk(id, dir, load)));
  await app.register(planEndpoints(plans));
  await app.register(planJobEndpoints(plans, createPlanJobs(simulator, queue)));
  await app.register(runEndpoints(find, runs));
  // Before the server waits for its connections: who follows a run would keep it open.
  app.addHook("preClose", async () => {
    await queue.close();
    await simulator.close();
  });
}
