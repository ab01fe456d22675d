import type { Command } from "commander";
import { isoDayOption, seed, threads, wholeNumber } from "./numbers.ts";
import type { Session } from "./session.ts";
import { JSON_HELP, subcommand, THREADS_HELP } from "./subcommand.ts";

/** `penumbra plan DIR VERB …`: territories as plans, one verb a question. */
export function addPlan(root: Command, session: Session): void {
  const plan = subcommand(
    root,
    "plan",
    "territories as plans: look at them, compare them, take one over",
    "plan markets/ankara show today",
  ).usage("<dir> <verb> [options]");
  verb(plan, "list <dir>", "the saved plans and the proposals, and which is in force", "list")
    .option("--json", JSON_HELP)
    .action(async (dir, options) => (await import("./planList.ts")).planList(dir, options, session));
  verb(
    plan,
    "show <dir> [plan]",
    "the territories of a plan with what belongs to them, and what decided (default: today's plan)",
    "show east-2 --account M00017",
  )
    .option("--account <id>", "instead: where one account belongs, and why")
    .option("--json", JSON_HELP)
    .action(async (dir, plan, options) =>
      (await import("./planShow.ts")).planShow(dir, plan, options, session),
    );
  verb(
    plan,
    "measure <dir> [plan]",
    "workload, potential, balance, shape, travel and disruption of a plan (default: today's plan)",
    "measure today",
  )
    .option("--json", JSON_HELP)
    .action(async (dir, plan, options) =>
      (await import("./planMeasure.ts")).planMeasure(dir, plan, options, session),
    );
  verb(
    plan,
    "diff <dir> <a> <b>",
    "what changes from one plan to another: customers and own sales by rep and by region",
    "diff today east-2 --to handover",
  )
    .option("--to <folder>", "also write a map (GeoJSON) and the hand-over lists: CSV by rep, and one page")
    .option("--json", JSON_HELP)
    .action(async (dir, a, b, options) =>
      (await import("./planDiff.ts")).planDiff(dir, a, b, options, session),
    );
  verb(
    plan,
    "import <dir> <file>",
    "take over a plan from GeoJSON, CSV or Excel, also a sheet of postcodes or areas with their reps",
    "import alignment.xlsx --name east-2",
  )
    .option("--name <name>", "what to save it as (default: the file's name)")
    .option("--sheet <name>", "of a workbook with several")
    .option("--new", "reps and territories that the market does not have are new ones, and no slips")
    .option("--replace", "in place of the plan that has this name")
    .option("--json", JSON_HELP)
    .action(async (dir, file, { new: added, ...options }) =>
      (await import("./planImport.ts")).planImport(dir, file, { ...options, added }, session),
    );
  verb(
    plan,
    "activate <dir> <name>",
    "put a plan in force from a day on, in market.yaml; the sources stay as they are",
    "activate east-2 --from 2027-01-04",
  )
    .requiredOption("--from <date>", "first day, such as 2027-01-04", isoDayOption("--from"))
    .option("--json", JSON_HELP)
    .action(async (dir, name, options) =>
      (await import("./planActivate.ts")).planActivate(dir, name, options, session),
    );
  verb(
    plan,
    "price <dir> <plans...>",
    "what plans would change in own sales beside today's, run by run; the first is the chosen one",
    "price east-2 east-3 --runs 200",
  )
    .option("--runs <number>", "paired runs of each plan", wholeNumber("--runs", 1, 1_000_000), 200)
    .option(
      "--horizon <periods>",
      "periods ahead (default: 52 weeks or 12 months)",
      wholeNumber("--horizon", 1, 520),
    )
    .option("--seed <number>", "seed of the runs (default: the market's)", seed)
    .option("--threads <number>", THREADS_HELP, threads)
    .option("--json", JSON_HELP)
    .addHelpText(
      "before",
      "All plans are screened by expected value; the first and the three that promise most are played\n",
    )
    .action(async (dir, plans, options) =>
      (await import("./planPrice.ts")).planPrice(dir, plans, options, session),
    );
}

/** A verb of `plan`. The folder stands before it, as in every command: see {@link folderBehindVerb}. */
export function verb(plan: Command, usage: string, description: string, example: string): Command {
  const [name, ...rest] = usage.split(" ");
  const told = ["plan <dir>", name, ...rest.filter(part => part !== "<dir>"), "[options]"].join(" ");
  return subcommand(plan, usage, description, `plan markets/ankara ${example}`).configureHelp({
    commandUsage: () => `penumbra ${told}`,
  });
}

/**
 * The arguments with the verb of `plan` before its folder, where a parser looks for it: `plan DIR show` and
 * `plan show DIR` are one. A verb that there is not goes there too, to be named as such.
 */
export function folderBehindVerb(args: readonly string[], verbs: readonly string[]): string[] {
  const at = args[0] === "--lang" ? 2 : args[0]?.startsWith("--lang=") ? 1 : 0;
  const [dir, name] = [args[at + 1], args[at + 2]];
  if (args[at] !== "plan" || !dir || !name || dir.startsWith("-") || name.startsWith("-")) return [...args];
  if (verbs.includes(dir) && !verbs.includes(name)) return [...args];
  return args.toSpliced(at + 1, 2, name, dir);
}
