import type { SystemCode } from "../../core/errorCodes.ts";
import { CancelledError, EnvironmentError, InputError } from "../../core/errors.ts";

/** What a person can do about an error of the system, by its code; those that are not here say what they are. */
const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full; make room and run the command again",
  EDQUOT: "your disk quota is used up; make room and run the command again",
  EFBIG: "the file is larger than the file system or the limit of this shell allows (ulimit -f)",
  EROFS: "the file system is read-only; copy the market to a folder that can be written",
  EACCES: "permission denied; check who owns the folder",
  EPERM: "not permitted; check who owns the folder",
  EMFILE: "too many open files; raise the limit (ulimit -n)",
  ENFILE: "too many open files on this machine; close other programs",
  ENOMEM: "there was not enough memory; close other programs and run the command again",
  EAGAIN: "this machine gives no more threads or processes; close other programs and run the command again",
  EADDRINUSE: "the port is taken; choose another with --port",
  EADDRNOTAVAIL: "this machine has no such address; choose another with --host",
  EIO: "the disk reported an error",
  EISDIR: "a folder stands where a file is expected; move it away",
  ENOTDIR: "a file stands where a folder is expected; move it away",
  EEXIST: "something else stands there; move it away",
  ENOTEMPTY: "something else stands there; move it away",
  EBUSY: "another program holds it; close that and run the command again",
  ENOENT: "it is not there, or went away meanwhile; look what removed it, and run the command again",
};

/** Codes of the system that only a mistake of this program brings about. */
const MISTAKES: ReadonlySet<string> = new Set(["EBADF", "EFAULT"]);

const NO_MEMORY = /could not allocate memory|Array buffer allocation failed|out of memory/i;

/**
 * Turns errors of the system and of Node into those that are not bugs: {@link EnvironmentError}, {@link InputError} for
 * names that no file can have, {@link CancelledError}. Gives anything else back unchanged.
 */
export function classify(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof InputError || error instanceof EnvironmentError)
    return error;
  if (error.name === "AbortError") return new CancelledError();
  const code = systemCode(error);
  if (code === "ENAMETOOLONG")
    return new InputError("bad_name", `${error.message}: the name is too long; choose a shorter one`);
  if (/without null bytes/.test(error.message))
    return new InputError("bad_name", "the name of a file holds a zero byte, which no name may");
  if (code === null) return error;
  return new EnvironmentError(code, `${error.message}${advice(error, code)}`, { cause: error });
}

/** The code of an error of the system: what is thrown in another thread has it in its message alone. */
function systemCode(error: Error): SystemCode | null {
  const { code = "", syscall } = error as NodeJS.ErrnoException;
  if (/No space left on device/i.test(error.message)) return "ENOSPC";
  if (NO_MEMORY.test(error.message) || code === "ERR_WORKER_OUT_OF_MEMORY") return "ENOMEM";
  const told = code === "" ? (/^(E[A-Z0-9]{2,}): /.exec(error.message)?.[1] ?? "") : code;
  const system = told in ADVICE || told === "ENAMETOOLONG" || syscall !== undefined;
  return system && isSystemCode(told) && !MISTAKES.has(told) ? told : null;
}

function isSystemCode(code: string): code is SystemCode {
  return /^E[A-Z0-9]+$/.test(code);
}

function advice(error: Error, code: string): string {
  // Node says of a folder that it cannot make on a read-only disk that it is not there.
  const making = code === "ENOENT" && (error as NodeJS.ErrnoException).syscall === "mkdir";
  const told = making ? "the folder cannot be made; is the file system read-only?" : ADVICE[code];
  return told === undefined ? "" : `: ${told}`;
}
