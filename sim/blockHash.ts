import { createHash } from "node:crypto";

/**
 * SHA-256 of a block, in hexadecimal, over little-endian bytes:
 *
 *   uint32 × 6   run from, run to, units, horizon, metrics, cells
 *   float64 …    record [run][unit][period][metric]
 *   float64 …    cell moments: own sum, own sum of squares, market sum, market sum of squares, each [cell]
 */
export function hashBlock(
  shape: readonly [from: number, to: number, units: number, horizon: number, metrics: number, cells: number],
  recorded: Float64Array,
  moments: readonly Float64Array[],
): string {
  const hash = createHash("sha256").update(littleEndian(Uint32Array.from(shape)));
  hash.update(littleEndian(recorded));
  for (const column of moments) hash.update(littleEndian(column));
  return hash.digest("hex");
}

/** `result_hash`: SHA-256 over the blocks' 32-byte hashes in block order, in hexadecimal. */
export function hashBlocks(hashes: readonly string[]): string {
  const hash = createHash("sha256");
  for (const h of hashes) hash.update(h, "hex");
  return hash.digest("hex");
}

const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

function littleEndian(values: Float64Array | Uint32Array): Uint8Array {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  if (LITTLE_ENDIAN) return bytes;
  const swapped = Buffer.from(bytes);
  return values.BYTES_PER_ELEMENT === 8 ? swapped.swap64() : swapped.swap32();
}
