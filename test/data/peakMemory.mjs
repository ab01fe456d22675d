import { writeSync } from "node:fs";

/** Loaded before a program: says on standard error how much memory it has taken at most, in kilobytes. */
process.on("exit", () => writeSync(2, `peak ${process.resourceUsage().maxRSS}\n`));
