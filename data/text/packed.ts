import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { InputError } from "../../core/errors.ts";
import { Expansion } from "./expansion.ts";

/** A file of text, packed by gzip when its path ends in .gz. */
export interface TextFile {
  readonly path: string;
  /** What messages call it. */
  readonly name: string;
  /** Bytes that it may unpack to, `max_expanded`. */
  readonly mostExpanded: number;
}

/**
 * The bytes of a file, unzipped when it is packed.
 * @throws InputError when it is no gzip file, is damaged, or unpacks to more than it may
 */
export async function* readBytes(file: TextFile): AsyncGenerator<Buffer> {
  const packed = createReadStream(file.path, { highWaterMark: 1 << 18 });
  if (!/\.gz$/i.test(file.path)) {
    yield* packed as AsyncIterable<Buffer>;
    return;
  }
  const { size } = await stat(file.path);
  const expansion = new Expansion(file.name, size, file.mostExpanded);
  const unzipped = createGunzip();
  packed.on("error", error => unzipped.destroy(error));
  try {
    for await (const part of packed.pipe(unzipped) as AsyncIterable<Buffer>) {
      expansion.add(part.length);
      yield part;
    }
  } catch (error) {
    throw gzipFailure(file.name, error);
  } finally {
    packed.destroy();
  }
}

const GZIP_FAILURES: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: "it ends too early, as after a broken download or a full disk; copy or export it again",
  Z_DATA_ERROR: "it is damaged, or was never compressed; if it is plain, drop .gz from its name",
};

function gzipFailure(name: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (!String(code).startsWith("Z_")) return error;
  const why = GZIP_FAILURES[String(code)] ?? message;
  return new InputError("not_gzip", `${name} is not a readable gzip file: ${why}`, { file: name });
}
