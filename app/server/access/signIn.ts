import cookie from "@fastify/cookie";
import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { InputError } from "../../../core/errors.ts";
import { servedPort } from "./guard.ts";
import { type Language, signInPage } from "./signInPage.ts";
import { SESSION_LIFE, type TokenKeeper } from "./token.ts";

/** Wrong tries from one address within the time, before none is looked at any more. */
const TRIES = 10;
const TRIES_WITHIN = "1 minute";

/**
 * Lets nobody in who does not show the token: programs as `Authorization: Bearer`, people once on a small page, after
 * which a cookie says so. Who has tried too often waits; who has signed in already does not.
 * @param languages those that the page is written in
 */
export async function requireToken(
  app: FastifyInstance,
  keeper: TokenKeeper,
  languages: () => Promise<readonly Language[]>,
): Promise<void> {
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  const count = app.createRateLimit({ max: TRIES, timeWindow: TRIES_WITHIN });
  // Cookies know no ports: two servers on one machine must not take each other's.
  const cookieName = () => `penumbra_${servedPort(app)}`;
  const now = () => Math.floor(Date.now() / 1000);

  /** Whether the text is the token. A wrong one counts; after too many of them none is looked at. */
  async function judge(request: FastifyRequest, given: string): Promise<"right" | "wrong" | "wait"> {
    const soFar = await count(request, { increment: false });
    if (!soFar.isAllowed && soFar.remaining === 0) return "wait";
    if (keeper.admits(given)) return "right";
    await count(request);
    return "wrong";
  }

  async function isKnown(request: FastifyRequest): Promise<boolean> {
    const session = request.cookies[cookieName()];
    if (session !== undefined && keeper.holds(session, now())) return true;
    const [, bearer] = /^Bearer ([!-~]+)$/i.exec(request.headers.authorization ?? "") ?? [];
    const judged = bearer === undefined ? "wrong" : await judge(request, bearer);
    if (judged === "wait")
      throw new InputError(
        "too_many_tries",
        "too many wrong tokens from this address; try again in a minute",
      );
    return judged === "right";
  }

  const ask = async (reply: FastifyReply, status: number, to: string, trouble?: "wrong" | "wait") =>
    reply
      .code(status)
      .header("cache-control", "no-store")
      .type("text/html; charset=utf-8")
      .send(signInPage(await languages(), to, trouble));

  app.addHook("onRequest", async (request, reply) => {
    if ((request.routeOptions.config?.access ?? "known") !== "known") return;
    if (await isKnown(request)) return;
    reply.header("www-authenticate", 'Bearer realm="Penumbra"');
    // Browsers keep a strict cookie back from who follows a link to here; asked once more from here, they send it.
    if (request.headers["sec-fetch-site"] === "cross-site") reply.header("refresh", "0");
    if (wantsPage(request)) return ask(reply, 401, request.url);
    throw new InputError(
      "token_needed",
      "this server wants its token: send it as Authorization: Bearer TOKEN",
    );
  });

  await app.register(async form => {
    // Only here: a form of another site could send it anywhere without being asked.
    form.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_, body, done) =>
      done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    form.post(
      "/sign-in",
      { config: { access: "page" }, bodyLimit: 16_384, schema: { hide: true, body: signInForm } },
      async (request, reply) => {
        const { token, to } = request.body as z.infer<typeof signInForm>;
        const judged = await judge(request, token);
        if (judged !== "right") return ask(reply, judged === "wait" ? 429 : 401, to, judged);
        reply.setCookie(cookieName(), keeper.session(now()), {
          httpOnly: true,
          sameSite: "strict",
          path: "/",
          maxAge: SESSION_LIFE,
          secure: request.headers.origin?.startsWith("https:") ?? false,
        });
        return reply.code(303).header("location", ownPath(to)).send();
      },
    );
  });
}

const signInForm = z.object({ token: z.string(), to: z.string().default("/") });

/** Whether a person is looking, rather than a program or the page's own code. */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return method === "GET" && !url.startsWith("/api/") && (headers.accept ?? "").includes("text/html");
}

/** Where to go after signing in: never to another server, whatever the form says. */
function ownPath(to: string): string {
  const here = "http://here.invalid";
  const target = URL.canParse(to, here) ? new URL(to, here) : null;
  return target?.origin === here ? target.pathname + target.search : "/";
}
