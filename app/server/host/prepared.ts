import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { negotiate } from "@fastify/accept-negotiator";
import type { FastifyReply, FastifyRequest } from "fastify";
import { LRUCache } from "lru-cache";
import type { z } from "zod";

/** An answer that is ready to be sent, as it is and packed. */
export interface Prepared {
  readonly body: Buffer;
  readonly type: string;
  /** Of the body; changes with it and with nothing else. */
  readonly hash: string;
  /** Packed when somebody first takes it so. */
  readonly packed: Map<Packing, Promise<Buffer>>;
}

type Packing = "br" | "gzip";
const PACKINGS: readonly Packing[] = ["br", "gzip"];

/** Bytes below which packing gains nothing. */
const WORTH_PACKING = 1024;

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)];
const PACK: Readonly<Record<Packing, (body: Buffer) => Promise<Buffer>>> = {
  br: body => brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: body => zip(body),
};

export function prepare(content: Uint8Array | string, type: string): Prepared {
  const body = Buffer.from(content as Uint8Array);
  const hash = createHash("sha256").update(body).digest("base64url").slice(0, 22);
  return { body, type, hash, packed: new Map() };
}

/** JSON in the shape that the API promises, and nothing beside it. */
export function prepareJson<S extends z.ZodType>(schema: S, value: z.input<S>): Prepared {
  return prepare(JSON.stringify(schema.parse(value)), "application/json; charset=utf-8");
}

/** Sends an answer in the form that the asker takes, or says that he has it already. */
export async function sendPrepared(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  { body, type, hash, packed }: Prepared,
): Promise<FastifyReply> {
  const accepted =
    body.length < WORTH_PACKING ? null : negotiate(headers["accept-encoding"] ?? "", [...PACKINGS]);
  const packing = PACKINGS.find(name => name === accepted) ?? null;
  reply
    .header("etag", packing === null ? `"${hash}"` : `"${hash}-${packing}"`)
    .header("cache-control", "private, no-cache")
    .header("vary", "accept-encoding");
  if (headers["if-none-match"]?.includes(hash)) return reply.code(304).send();
  reply.type(type);
  if (packing === null) return reply.send(body);
  const bytes = packed.get(packing) ?? PACK[packing](body);
  packed.set(packing, bytes);
  return reply.header("content-encoding", packing).send(await bytes);
}

/** Bytes that the prepared answers of a server may take, packed ones included; the longest unused go first. */
const ROOM = 96 * 1024 * 1024;

/** Makes each answer once, also for many who ask at the same time, and keeps what was asked for last. */
export function preparedAnswers(room = ROOM) {
  type Make = () => Promise<Prepared>;
  const kept = new LRUCache<string, Prepared, Make>({
    maxSize: room,
    // Both packings together are hardly ever larger than the body.
    sizeCalculation: ({ body }) => 2 * body.length + 1024,
    fetchMethod: (_key, _stale, { context }) => context(),
    // Pushed out while it is made, an answer still goes to those who wait for it.
    ignoreFetchAbort: true,
  });
  return {
    /** The answer of this name, made by `make` where it is not kept. */
    async get(name: string, make: Make): Promise<Prepared> {
      return (await kept.fetch(name, { context: make }))!;
    },
    get bytes(): number {
      return kept.calculatedSize;
    },
  };
}

export type PreparedAnswers = ReturnType<typeof preparedAnswers>;
