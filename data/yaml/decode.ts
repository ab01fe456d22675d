import type { InputCode } from "../../core/errorCodes.ts";
import { InputError } from "../../core/errors.ts";
import { isUtf8 } from "../text/encoding.ts";

/**
 * The text of a YAML file, which names brands and columns: a letter that is read wrongly would match nothing.
 * @param file its name in messages
 * @throws InputError `code` when it is neither UTF-8 nor UTF-16 with its mark.
 */
export function decodeYaml(bytes: Uint8Array, file: string, code: InputCode): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes);
  const mend = "open it in an editor and save it with the encoding UTF-8";
  throw new InputError(code, `${file} is not UTF-8 text; ${mend}`, { file });
}
