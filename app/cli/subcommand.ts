import type { Command } from "commander";

export const JSON_HELP = "print one JSON document on standard output and nothing else there";
export const THREADS_HELP = "worker threads; the result is the same on any number (default: one a core)";

/** A command with its description and an example. */
export function subcommand(parent: Command, usage: string, description: string, example: string): Command {
  return parent
    .command(usage)
    .description(description)
    .addHelpText("after", `\nExample:\n  $ penumbra ${example}`);
}
