import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/** Rows are joined into chunks of about this many characters: single lines are slow to compress. */
const CHUNK = 65_536;

/** A text file that grows line by line and is compressed when its name ends in `.gz`. */
export interface LineFile {
  line(text: string): void;
  /** Waits until the file has taken what was written; call it now and then so that memory stays bounded. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export function openLines(path: string, header: string): LineFile {
  let waiting = `${header}\n`;
  const entry = path.endsWith(".gz") ? createGzip({ level: 5 }) : new PassThrough();
  const done = pipeline(entry, createWriteStream(path));
  // The failure is reported by drain() or close(); until then it must not count as unhandled.
  done.catch(() => undefined);
  return {
    line(text) {
      waiting += `${text}\n`;
      if (waiting.length < CHUNK) return;
      entry.write(waiting);
      waiting = "";
    },
    async drain() {
      if (entry.writableNeedDrain) await Promise.race([once(entry, "drain"), done]);
    },
    async close() {
      if (!entry.destroyed) entry.end(waiting);
      await done;
    },
  };
}
