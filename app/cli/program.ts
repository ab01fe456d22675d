import { Command, Option } from "commander";
import { LANGUAGES, type Language } from "../../core/figures.ts";
import { marketLanguage } from "../../data/config/config.ts";
import { HEAT_METRICS, HEAT_PLACES } from "../api/heat.ts";
import type { Effects } from "../effects/effects.ts";
import { packageVersion } from "../effects/packageRoot.ts";
import type { Table } from "../results/table.ts";
import { RESULTS, tablesOf } from "../stages/results.ts";
import { oneOf, quantity, SIZE_UNITS, seed, share, TIME_UNITS, threads, wholeNumber } from "./numbers.ts";
import { report } from "./outcome.ts";
import { addPlan, folderBehindVerb } from "./planProgram.ts";
import { addRebalance } from "./rebalanceProgram.ts";
import type { Session } from "./session.ts";
import { JSON_HELP, subcommand, THREADS_HELP } from "./subcommand.ts";
import { voiceIn } from "./words/voice.ts";

/**
 * Runs one command line and gives its exit code: 0 done, 1 a bug, 2 wrong input, 3 cancelled,
 * 4 the surroundings failed.
 */
export async function runCli(args: readonly string[], effects: Effects): Promise<number> {
  const session = { ...effects, voice: voiceIn("en") };
  const speak = (language: Language | null | undefined) => {
    if (language) session.voice = voiceIn(language);
  };
  const root = program(session)
    .hook("preSubcommand", command => speak(command.opts().lang))
    .hook("preAction", async (command, { args: [dir] }) => {
      if (command.opts().lang === undefined && dir !== undefined) speak(await marketLanguage(dir));
    });
  try {
    await root.parseAsync(folderBehindVerb(args, verbsOf(root, "plan")), { from: "user" });
    return 0;
  } catch (error) {
    return report(error, session);
  }
}

function verbsOf(root: Command, name: string): string[] {
  const command = root.commands.find(one => one.name() === name);
  return command?.commands.map(one => one.name()) ?? [];
}

/** All commands and their options. What a command does is loaded when it is called. */
function program(session: Session): Command {
  const root = new Command("penumbra")
    .description("A digital twin of a sales market: known and dark customers on a hexagonal grid")
    .version(packageVersion())
    .addOption(
      new Option(
        "--lang <language>",
        "language of results and messages: en or tr (default: the market's); --json is the same in each",
      ).argParser(oneOf("--lang", LANGUAGES)),
    )
    .configureHelp({ showGlobalOptions: true })
    .exitOverride()
    .configureOutput({
      writeOut: text => session.stdout.write(text),
      writeErr: text => session.stderr.write(text),
    })
    .addHelpText(
      "after",
      "\nFirst light:\n  $ penumbra init markets/ankara --example ankara\n  $ penumbra build markets/ankara\n  $ penumbra serve markets/ankara",
    );
  addMarketCommands(root, session);
  addUseCommands(root, session);
  addBench(root, session);
  return root;
}

function addMarketCommands(root: Command, session: Session): void {
  subcommand(
    root,
    "init <dir>",
    "make a market folder: an example, a template, or a market from a public export",
    "init markets/ankara --example ankara",
  )
    .addOption(
      new Option(
        "--example <name>",
        "ankara: a synthetic market, made on the spot from a seed; empty: a template to fill in",
      ).conflicts("fromIowa"),
    )
    .option("--from-iowa <file>", 'the State of Iowa\'s public "Iowa Liquor Sales" export (CSV)')
    .option("--own-brand <name>", "with --from-iowa: the vendor to be (default: the largest)")
    .option("--seed <number>", "seed of the example (default: 1)", seed)
    .option("--json", JSON_HELP)
    .action(async (dir, options) => (await import("./init.ts")).init(dir, options, session));
  subcommand(
    root,
    "check <dir>",
    "validate a market folder and score how ready it is for a twin; changes nothing",
    "check markets/ankara",
  )
    .option(
      "--state",
      "also hash the files of the built state and of the kept runs, and name what is damaged",
    )
    .option("--scenario <name>", "instead: what a scenario would do in the built market, without running it")
    .option("--json", JSON_HELP)
    .action(async (dir, options) =>
      options.scenario === undefined
        ? (await import("./check.ts")).check(dir, options, session)
        : (await import("./checkScenario.ts")).checkScenario(
            dir,
            options.scenario,
            options.json === true,
            session,
          ),
    );
  subcommand(
    root,
    "build <dir>",
    "read the files, fit the twin, forecast; does only what has changed",
    "build markets/ankara",
  )
    .option("--threads <number>", THREADS_HELP, threads)
    .option("--json", JSON_HELP)
    .action(async (dir, options) => (await import("./build.ts")).build(dir, options, session));
  subcommand(
    root,
    "clean <dir>",
    "remove kept runs, rejects, old states and what was left unfinished; never the current state",
    "clean markets/ankara --older-than 30d --max-size 500MB --dry-run",
  )
    .option(
      "--older-than <age>",
      "runs, rejects and old states that are older go (default: 30d, unless --max-size is given alone)",
      quantity("--older-than", TIME_UNITS, "30d"),
    )
    .option(
      "--max-size <size>",
      "then the oldest of them go until they take up no more",
      quantity("--max-size", SIZE_UNITS, "500MB"),
    )
    .option("--dry-run", "only say what would go")
    .option("--json", JSON_HELP)
    .action(async (dir, options) => (await import("./clean.ts")).clean(dir, options, session));
}

function addUseCommands(root: Command, session: Session): void {
  const tables = tablesOf(RESULTS);
  subcommand(
    root,
    "simulate <dir>",
    "simulate a scenario, or today's course",
    "simulate markets/ankara --runs 200 --horizon 52 --seed 1",
  )
    .option("--scenario <name>", "a scenario's name or file (default: today's course)")
    .option("--runs <number>", "number of runs", wholeNumber("--runs", 1, 1_000_000), 256)
    .option(
      "--horizon <periods>",
      "periods ahead (default: the scenario's, else 52 weeks or 12 months)",
      wholeNumber("--horizon", 1, 520),
    )
    .option("--seed <number>", "seed of the runs (default: the market's)", seed)
    .option("--threads <number>", THREADS_HELP, threads)
    .option("--json", JSON_HELP)
    .action(async (dir, options) => (await import("./simulate.ts")).simulate(dir, options, session));
  addCompare(root, session);
  addBacktest(root, session);
  subcommand(
    root,
    "export <dir> <table>",
    "write a table to a file",
    "export markets/ankara cells --to cells.geojson",
  )
    .requiredOption("--to <file>", "the file; its ending says the format: .csv .parquet .geojson .arrow")
    .option(
      "--by <place>",
      byHelp(tables),
      oneOf(
        "--by",
        tables.flatMap(({ by }) => by ?? []),
      ),
    )
    .option(
      "--raw",
      "CSV for programs: without the apostrophe that keeps a spreadsheet from running =, +, -, @",
    )
    .option("--json", JSON_HELP)
    .addHelpText("before", `Tables: ${tables.map(({ name }) => name).join(", ")}\n`)
    .action(async (dir, table, options) =>
      (await import("./export.ts")).exportCommand(dir, table, options, session),
    );
  addHeat(root, session);
  addPlan(root, session);
  addRoutes(root, session);
  addRebalance(root, session);
  subcommand(
    root,
    "segments <dir>",
    "customer segments: who they are, what they buy, how they move",
    "segments markets/ankara",
  )
    .option("--json", JSON_HELP)
    .action(async (dir, options) => (await import("./segments.ts")).segments(dir, options, session));
  subcommand(
    root,
    "serve <dirs...>",
    "serve the page and the HTTP API",
    "serve markets/ankara markets/iowa --port 8080",
  )
    .option("--host <address>", "address to bind to", "127.0.0.1")
    .option("--port <number>", "port; 0 takes a free one", wholeNumber("--port", 0, 65_535), 4173)
    .addOption(
      new Option(
        "--token <token>",
        "ask everybody for this token (or set PENUMBRA_TOKEN, which other users of this machine do not see)",
      ).conflicts("tokenFile"),
    )
    .option("--token-file <file>", "ask everybody for the token that this file holds")
    .option(
      "--allow-host <name>",
      "answer to this name too, as NAME or NAME:PORT; may be given several times",
      (name: string, names: readonly string[] = []) => [...names, name],
    )
    .option("--json", JSON_HELP)
    .action(async (dirs, options) => (await import("./serve.ts")).serve(dirs, options, session));
}

/** `heat only, cell or territory (default: cell)` */
function byHelp(tables: readonly Table[]): string {
  const told = tables.flatMap(({ name, by }) =>
    by ? `${name} only, ${by.join(" or ")} (default: ${by[0]})` : [],
  );
  return told.join("; ");
}

function addHeat(root: Command, session: Session): void {
  subcommand(
    root,
    "heat <dir>",
    "where and at what hours of the week contacts, orders and other activity come",
    "heat markets/ankara --metric orders --by territory",
  )
    .option(
      "--metric <name>",
      "contacts, orders or activity (default: the first of these that the market has)",
      oneOf("--metric", HEAT_METRICS),
    )
    .option("--by <place>", "cell or territory", oneOf("--by", HEAT_PLACES), "cell")
    .option("--json", JSON_HELP)
    .action(async (dir, options) => (await import("./heat.ts")).heat(dir, options, session));
}

function addRoutes(root: Command, session: Session): void {
  subcommand(
    root,
    "routes <dir>",
    "the tours of a rep's week: whom to visit on which day, in which order and when",
    "routes markets/ankara --rep R01 --to R01.ics",
  )
    .requiredOption("--rep <id>", "the rep, by rep_id")
    .option("--week <day>", "a day of the week, such as 2024-01-15 (default: the first week after history)")
    .option("--to <file>", "also write the visits: .csv, or .ics for a calendar")
    .option("--json", JSON_HELP)
    .action(async (dir, options) => (await import("./routes.ts")).routes(dir, options, session));
}

function addCompare(root: Command, session: Session): void {
  subcommand(
    root,
    "compare <dir> <a> <b>",
    "what scenario B brings beside scenario A, run by run",
    "compare markets/ankara baseline more-visits --runs 256",
  )
    .option("--runs <number>", "paired runs, or the most of them", wholeNumber("--runs", 1, 1_000_000), 256)
    .option(
      "--horizon <periods>",
      "periods ahead (default: the scenarios', else 52 weeks or 12 months)",
      wholeNumber("--horizon", 1, 520),
    )
    .option("--seed <number>", "seed of the runs (default: the market's)", seed)
    .option("--threads <number>", THREADS_HELP, threads)
    .option(
      "--precision <share>",
      "stop when the standard error of the uplift on own sales is at most this share of it, such as 5%",
      share("--precision"),
    )
    .option("--json", JSON_HELP)
    .addHelpText(
      "before",
      "A and B are names of files in DIR/scenarios or of the library, or files; baseline is today's course\n",
    )
    .action(async (dir, a, b, options) =>
      (await import("./compare.ts")).compare(dir, a, b, options, session),
    );
}

function addBacktest(root: Command, session: Session): void {
  subcommand(
    root,
    "backtest <dir>",
    "hide periods, and known accounts, and score the twin against them; changes nothing",
    "backtest markets/ankara --hide-by random",
  )
    .option("--own <brand>", "the brand whose owner looks at the market (default: its own brand)")
    .option("--holdout <periods>", "periods to hide", wholeNumber("--holdout", 1, 520), 26)
    .option("--origins <number>", "how many times to hide them", wholeNumber("--origins", 1, 100), 6)
    .option("--hide <share>", "share of the known accounts to hide, such as 30%", share("--hide"), 0.3)
    .addOption(
      new Option(
        "--hide-by <kind>",
        "which accounts: any, the small and far first, or whole areas (default: each of them in turn)",
      ).choices(["random", "small-far", "area"]),
    )
    .option("--runs <number>", "runs of each forecast", wholeNumber("--runs", 2, 100_000), 128)
    .option("--seed <number>", "seed of what is hidden and of the runs (default: the market's)", seed)
    .option("--threads <number>", THREADS_HELP, threads)
    .option("--json", JSON_HELP)
    .action(async (dir, options) => (await import("./backtest.ts")).backtest(dir, options, session));
}

function addBench(root: Command, session: Session): void {
  subcommand(
    root,
    "bench",
    "run the reference workload of the kernel",
    "bench --workload pop20.bin --runs 24 --json",
  )
    .requiredOption("--workload <file>", "the population file")
    .option("--runs <number>", "replicates", wholeNumber("--runs", 1, 100_000), 8)
    .option("--seed <number>", "seed of the first replicate", seed, 1)
    .option("--threads <number>", "worker threads", threads, 1)
    .option("--json", "print one JSON line a replicate on standard output and nothing else there")
    .action(async options => (await import("./bench.ts")).bench(options, session));
}
