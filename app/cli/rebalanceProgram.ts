import type { Command } from "commander";
import { InputError } from "../../core/errors.ts";
import { MAX_SEED } from "../../core/rng.ts";
import { BALANCES } from "../../territory/districting.ts";
import type { BalanceDemand } from "../../territory/ground/demand.ts";
import { oneOf, share, wholeNumber } from "./numbers.ts";
import type { Session } from "./session.ts";
import { JSON_HELP, subcommand, THREADS_HELP } from "./subcommand.ts";

/** `penumbra rebalance DIR`. */
export function addRebalance(root: Command, session: Session): void {
  subcommand(
    root,
    "rebalance <dir>",
    "propose plans of territories: even, compact, with little travel and little that changes rep",
    "rebalance markets/ankara --balance potential,travel --max-disruption 15%",
  )
    .option(
      "--territories <number>",
      "how many (default: as many as today)",
      wholeNumber("--territories", 1, 5000),
    )
    .option(
      "--tolerance <share>",
      "how far a territory may be off its target, such as 10% (default: 10%)",
      share("--tolerance"),
    )
    .option(
      "--balance <names>",
      `what shall be even: ${BALANCES.join(", ")}; several by comma or by repeating, each with its own tolerance and importance as NAME:TOLERANCE:IMPORTANCE if need be (default: workload where visits are known, else potential)`,
      balanceDemands,
    )
    .option(
      "--max-disruption <share>",
      "share of own sales that may change rep, such as 20% (default: any)",
      share("--max-disruption"),
    )
    .option("--capacity", "no rep gets more calls a week than his weekly_calls")
    .option("--lock <file>", "CSV of what stays: area_id, cell, account_id or rep_id, and territory_id")
    .option(
      "--by <kind>",
      "cut from area, cell or account (default: as today's plan is)",
      oneOf("--by", KINDS),
    )
    .option("--plans <number>", "how many plans to propose, at most", wholeNumber("--plans", 1, 50), 5)
    .option("--seconds <number>", "search for about so long", wholeNumber("--seconds", 1, 86_400))
    .option(
      "--steps <number>",
      "in place of --seconds: proposals of each of 8 walks; the same number gives the same plans",
      wholeNumber("--steps", 1, 1_000_000_000),
    )
    .option(
      "--seed <number>",
      "seed of the search (default: the market's)",
      wholeNumber("--seed", 0, MAX_SEED),
    )
    .option("--threads <number>", THREADS_HELP, wholeNumber("--threads", 1, 256))
    .option("--json", JSON_HELP)
    .action(async (dir, options) => (await import("./rebalance.ts")).rebalance(dir, options, session));
}

const KINDS = ["area", "cell", "account"] as const;

/** `potential:5%:2,travel` */
function balanceDemands(text: string, before: readonly BalanceDemand[] = []): BalanceDemand[] {
  const found = text.split(",").map((part): BalanceDemand => {
    const [name, tolerance, importance, more] = part.trim().split(":");
    const weight = importance === undefined ? undefined : Number(importance);
    if (more !== undefined || (weight !== undefined && !(weight > 0 && Number.isFinite(weight))))
      throw new InputError(
        "bad_option",
        `--balance ${text}: expected NAME, NAME:TOLERANCE or NAME:TOLERANCE:IMPORTANCE with an importance above 0, got "${part}"`,
      );
    return {
      name: oneOf("--balance", BALANCES)(name!),
      tolerance: tolerance ? share("--balance")(tolerance) : undefined,
      importance: weight,
    };
  });
  const all = [...before, ...found];
  const twice = all.find(({ name }, i) => all.findIndex(other => other.name === name) < i);
  if (twice) throw new InputError("bad_option", `--balance: expected each once, got ${twice.name} twice`);
  return all;
}
