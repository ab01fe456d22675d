import { once } from "node:events";
import { createServer as createTcpServer } from "node:net";
import { constants } from "node:zlib";
import compress from "@fastify/compress";
import swagger from "@fastify/swagger";
import Fastify, { type FastifyInstance } from "fastify";
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { EnvironmentError, InputError } from "../../core/errors.ts";
import { packageVersion } from "../packageRoot.ts";
import { accountBook } from "./accounts/book.ts";
import { accountRoutes } from "./accounts/routes.ts";
import { handleErrors } from "./errors.ts";
import { guardChanges } from "./guard.ts";
import { hostMarket } from "./hostedMarket.ts";
import { answerUnknownPaths, pageFolder, servePage } from "./page.ts";
import { apiRoutes, findIn } from "./routes.ts";
import { comparisonRoutes } from "./scenarios/comparisonRoutes.ts";
import { createComparisons } from "./scenarios/comparisons.ts";
import { type ScenarioDesk, scenarioDesk } from "./scenarios/desk.ts";
import { scenarioRoutes } from "./scenarios/routes.ts";
import { secure } from "./security.ts";
import { segmentRoutes } from "./segmentRoutes.ts";
import { slugs } from "./slug.ts";

export interface ServerOptions {
  /** Where the log of failures goes; nowhere by default. */
  readonly log?: { write(line: string): void };
  /** Threads for comparisons; default: all cores but one. */
  readonly threads?: number;
}

/** The HTTP server over built market folders: API, OpenAPI document and, when it is built, the page. */
export async function createServer(
  dirs: readonly string[],
  options: ServerOptions = {},
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.log ? { level: "warn", stream: options.log } : false,
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  handleErrors(app);
  guardChanges(app);
  await secure(app);
  await app.register(compress, {
    threshold: 1024,
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
  const ids = slugs(dirs);
  const markets = dirs.map((dir, i) => hostMarket(ids[i]!, dir));
  await app.register(apiRoutes(markets));
  await app.register(segmentRoutes(markets));
  await app.register(accountRoutes(findIn(dirs.map((dir, i) => accountBook(ids[i]!, dir)))));
  await addScenarios(
    app,
    dirs.map((dir, i) => scenarioDesk(ids[i]!, dir)),
    options.threads,
  );
  app.get("/api/openapi.json", { schema: { hide: true } }, () => app.swagger());
  const page = pageFolder();
  if (page) await servePage(app, page);
  answerUnknownPaths(app, page);
  return app;
}

async function addScenarios(
  app: FastifyInstance,
  desks: readonly ScenarioDesk[],
  threads: number | undefined,
): Promise<void> {
  const comparisons = createComparisons(threads === undefined ? {} : { threads });
  const find = findIn(desks);
  await app.register(scenarioRoutes(find));
  await app.register(comparisonRoutes(find, comparisons));
  // Before the server waits for its connections: who follows a run would keep it open.
  app.addHook("preClose", () => comparisons.close());
}

/**
 * Starts to listen and gives the address.
 * @throws EnvironmentError when the port is taken or may not be used.
 */
export async function listen(app: FastifyInstance, host: string, port: number): Promise<string> {
  return app.listen({ host, port }).catch(cause => {
    throw portProblem(cause, host, port);
  });
}

/** Finds out whether the port can be had, before work that would be in vain without it. */
export async function probePort(host: string, port: number): Promise<void> {
  const probe = createTcpServer();
  try {
    probe.listen({ host, port });
    await once(probe, "listening");
  } catch (cause) {
    throw portProblem(cause, host, port);
  } finally {
    probe.close();
  }
}

function portProblem(cause: unknown, host: string, port: number): unknown {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    const message = `port ${port} on ${host} is taken by another program; choose another with --port`;
    return new EnvironmentError("port_taken", message, { cause });
  }
  if (code === "EACCES") {
    const message = `port ${port} may not be used without more rights; choose one above 1023 with --port`;
    return new EnvironmentError("port_denied", message, { cause });
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") {
    const message = `--host: there is no address "${host}" on this machine; expected for example 127.0.0.1`;
    return new InputError("host", message);
  }
  return cause;
}
