import { createHash, type Hash } from "node:crypto";
import type { Market } from "./market.ts";

/** What a market is called and shown in, and what things cost: nothing is learned from them. */
const NAMES: ReadonlySet<string> = new Set(["name", "language", "economics", "handover"]);

/**
 * SHA-256 of a market's content: the same rows and settings give the same hash, in whatever files, dialects and order
 * they came. Columns are hashed as little-endian bytes, keys in alphabetical order.
 */
export function marketHash(market: Omit<Market, "hash">): string {
  const hash = createHash("sha256");
  const keys = Object.keys(market).filter(key => !NAMES.has(key));
  addObject(hash, market as unknown as Readonly<Record<string, unknown>>, keys);
  return hash.digest("hex");
}

function add(hash: Hash, value: unknown): void {
  if (ArrayBuffer.isView(value)) {
    hash.update(`${value.constructor.name}:${value.byteLength};`);
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  } else if (isTextColumn(value)) hash.update(`texts:${value.length};${JSON.stringify(value)}`);
  else if (Array.isArray(value)) {
    hash.update(`list:${value.length};`);
    for (const item of value) add(hash, item);
  } else if (value instanceof Map) add(hash, [...value]);
  else if (typeof value === "object" && value !== null) {
    const record = value as Readonly<Record<string, unknown>>;
    addObject(hash, record, Object.keys(record));
  } else hash.update(`${typeof value}:${JSON.stringify(value) ?? ""};`);
}

function addObject(hash: Hash, record: Readonly<Record<string, unknown>>, keys: readonly string[]): void {
  for (const key of [...keys].sort()) {
    hash.update(`key:${key};`);
    add(hash, record[key]);
  }
}

/** Of hundreds of thousands of texts one update is made, not one each. */
function isTextColumn(value: unknown): value is readonly (string | null)[] {
  return Array.isArray(value) && value.every(item => typeof item === "string" || item === null);
}
