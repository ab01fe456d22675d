import { readFile, readlink } from "node:fs/promises";
import { hostname } from "node:os";

/** Who holds or makes something in a folder that several machines may share. */
export interface ProcessName {
  readonly pid: number;
  readonly host: string;
  /** Of the run of the system and of its numbering of processes, where it tells: a pid means nothing outside of them. */
  readonly boot: string | null;
  readonly namespace: string | null;
  /** When the process started, as the system counts: a pid may be used again. */
  readonly started: string | null;
}

/** The name of this process, or of another one beside it. */
export async function processName(pid = process.pid): Promise<ProcessName> {
  const [boot, namespace, stat] = await Promise.all([
    readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => null),
    readlink("/proc/self/ns/pid").catch(() => null),
    readFile(`/proc/${pid}/stat`, "utf8").catch(() => null),
  ]);
  // Field 22 of proc(5); the name in field 2 may hold spaces.
  const started = stat === null ? null : (stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null);
  return { pid, host: hostname(), boot: boot?.trim() ?? null, namespace, started };
}

/**
 * Whether a process runs: `unknown` for one of another machine, another container, or from before this machine was
 * started, because only its own signs of life can tell.
 */
export async function liveness(one: ProcessName): Promise<"alive" | "dead" | "unknown"> {
  const here = await processName(one.pid);
  const same = one.host === here.host && one.boot === here.boot && one.namespace === here.namespace;
  if (!same) return "unknown";
  return runs(one.pid) && here.started === one.started ? "alive" : "dead";
}

/** Whether a process of this machine has that number. */
export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
