import { InputError } from "../../core/errors.ts";

/** What commands and scenarios call the plan that the market has today. */
export const TODAY = "today";

/** Bytes of a file's name that every file system takes, less what stands behind it while it is written. */
const MOST_BYTES = 180;
/** What ends a name for `readPlan`, or stands for a file in some system. */
const FILE_ENDING = /\.(csv|geojson|json)$/i;
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/**
 * A name that a plan may be saved under: letters and digits of any language, blanks and `-` `_` `.` inside, as every file
 * system can hold it. Composed, so that `é` is one name however it was typed.
 * @throws InputError `bad_name`
 */
export function planName(given: string): string {
  const name = given.normalize("NFC");
  const shaped = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N} _.-]*[\p{L}\p{M}\p{N}_-])?$/u.test(name);
  if (!shaped || DEVICE.test(name) || FILE_ENDING.test(name)) throw badName(given, "that is free for files");
  if (Buffer.byteLength(name) > MOST_BYTES) throw badName(given, `of at most ${MOST_BYTES} bytes`);
  if (foldedName(name) === TODAY)
    throw badName(given, `other than ${TODAY}, which is the plan of the market`);
  return name;
}

function badName(given: string, what: string): InputError {
  const shape = "letters, digits, blanks, - _ and . inside, such as Ankara-2027";
  return new InputError(
    "bad_name",
    `plan: expected a name ${what} (${shape}), got ${JSON.stringify(given.slice(0, 80))}`,
  );
}

/** Names that people take for one, and file systems that know no case take for one file: `İzmir`, `izmir` and `IZMIR`. */
export function foldedName(name: string): string {
  return name
    .toLocaleLowerCase("tr")
    .normalize("NFKD")
    .replaceAll("ı", "i")
    .replace(/\u0307/g, "");
}
