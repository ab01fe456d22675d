import { createHash } from "node:crypto";
import type { Levers } from "../../sim/spec/levers.ts";

/** SHA-256 over levers as the kernel gets them, in hexadecimal: what tells two scenarios apart, whatever their words. */
export function leversHash(levers: Levers | null): string {
  const hash = createHash("sha256");
  const plain = (_: string, value: unknown) => {
    if (!ArrayBuffer.isView(value)) return value;
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    return value.byteLength;
  };
  // The numbers are hashed on the way, then the structure around them.
  const structure = JSON.stringify(levers, plain);
  return hash.update(structure).digest("hex");
}
