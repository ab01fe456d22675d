import { getResolution, isValidCell } from "h3-js";
import { InputError } from "../../core/errors.ts";
import { cellToString } from "../../core/hexgrid.ts";
import { byNearness, didYouMean } from "../../data/config/nearest.ts";
import type { Market, Territory } from "../../data/market/market.ts";
import type { PlanDecision, PlanReason, PlanRow, PlanUnit } from "../../data/market/planRows.ts";
import { precedence } from "./precedence.ts";

/**
 * Which territory everything in a market belongs to: an immutable value. A plan is today's rows and the moves made since,
 * in steps; what a later step says goes before all earlier ones, and inside a step `precedence` decides. Every move gives
 * a new plan and leaves this one as it is.
 */
export interface Plan {
  /** Those of the market, in its order, then those that only this plan has. */
  readonly territories: readonly Territory[];
  /** Today's rows first. */
  readonly steps: readonly (readonly PlanRow[])[];
  /** Index of the territory of each account of the market; -1: nobody's. */
  readonly territory: Int32Array;
  /** Why: what decided of each account; null where it is nobody's. */
  readonly reason: readonly (PlanReason | null)[];
  /** Index of the territory of a place, whoever is there; -1 where the plan says nothing of it. `area` -1: in none. */
  place(cell: string, area: number): number;
  /** Gives a cell (of the market's resolution or coarser), with all accounts in it, to a territory. */
  flip(cell: string, territory: string): Plan;
  /** Gives an area, with all accounts in it, to a territory. */
  moveArea(area: string, territory: string): Plan;
  moveAccount(account: string, territory: string): Plan;
  /**
   * All rows in one step.
   * @throws InputError for a territory, area, cell or account that there is not
   */
  move(rows: readonly PlanRow[]): Plan;
  /** What is wrong with a row on this plan, as `move` would tell it; null: nothing. */
  fault(row: PlanRow): InputError | null;
  /** With more territories, or another name or rep for those that there are. */
  withTerritory(...territories: readonly Territory[]): Plan;
}

/** Today's plan: what `territories` and the accounts of the market say. */
export function today(market: Market): Plan {
  const { accounts, territories, areas, plan } = market;
  const id = (territory: number) => territories[territory]?.id ?? null;
  const ground = groundOf(market);
  const places = [
    ...areas.flatMap((area, a) => rowOf(id(plan.areas[a] ?? -1), { area: area.id })),
    ...plan.cells.flatMap(({ cell, territory }) => rowOf(id(territory), { cell })),
  ];
  const named = accounts.ids.flatMap((account, i) => rowOf(id(accounts.namedTerritory[i]!), { account }));
  const decide = precedence([...named, ...places]);
  const decisions = ground.units.map((unit, i) => decide({ ...unit, own: id(accounts.ownTerritory[i]!) }));
  // From here on what an account names itself is a row by account, which a later step may overrule.
  const byAccount = decisions.flatMap((d, i) =>
    d?.reason === "own" || d?.reason === "account" ? rowOf(d.territory, { account: accounts.ids[i]! }) : [],
  );
  const index = indexOf(territories);
  return planOf(ground, {
    territories,
    steps: [stepOf([...byAccount, ...places])],
    territory: Int32Array.from(decisions, d => (d ? index.get(d.territory)! : -1)),
    reason: decisions.map(d => d?.reason ?? null),
  });
}

function rowOf(territory: string | null, what: Partial<PlanRow>): PlanRow[] {
  return territory === null ? [] : [{ ...NOTHING, ...what, territory }];
}

const NOTHING = { account: null, area: null, cell: null };

interface Step {
  readonly rows: readonly PlanRow[];
  readonly decide: (unit: PlanUnit) => PlanDecision | null;
}

function stepOf(rows: readonly PlanRow[]): Step {
  return { rows, decide: precedence(rows) };
}

/** What a plan stands on: the market's accounts and areas as its rows name them. */
interface Ground {
  readonly market: Market;
  /** By account; `own` null. */
  readonly units: readonly PlanUnit[];
  readonly areas: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
}

function groundOf(market: Market): Ground {
  const { accounts, areas } = market;
  const cells = Array.from(market.cells.h3, cellToString);
  const units = accounts.ids.map((account, i) => {
    const [area, cell] = [areas[accounts.area[i]!]?.id ?? null, cells[accounts.cell[i]!] ?? null];
    return { account, own: null, area, cell };
  });
  return { market, units, areas: new Set(areas.map(a => a.id)), accounts: new Set(accounts.ids) };
}

interface State extends Pick<Plan, "territories" | "territory" | "reason"> {
  readonly steps: readonly Step[];
}

function planOf(ground: Ground, state: State): Plan {
  const { territories, steps, territory, reason } = state;
  const index = indexOf(territories);
  const fault = (row: PlanRow) =>
    index.has(row.territory) ? unitFault(row, ground) : territoryFault(row.territory, [...index.keys()]);
  const move = (rows: readonly PlanRow[]): Plan => {
    for (const row of rows) {
      const wrong = fault(row);
      if (wrong) throw wrong;
    }
    const decide = precedence(rows);
    const decisions = ground.units.map(decide);
    return planOf(ground, {
      territories,
      steps: withRows(steps, rows),
      territory: territory.map((before, i) => (decisions[i] ? index.get(decisions[i].territory)! : before)),
      reason: reason.map((before, i) => decisions[i]?.reason ?? before),
    });
  };
  const plan: Plan = {
    territories,
    steps: steps.map(step => step.rows),
    territory,
    reason,
    place: (cell, area) => {
      const unit = { ...NOTHING, own: null, cell, area: ground.market.areas[area]?.id ?? null };
      const found = steps.reduceRight<PlanDecision | null>((last, step) => last ?? step.decide(unit), null);
      return found ? index.get(found.territory)! : -1;
    },
    flip: (cell, to) => move([{ ...NOTHING, cell, territory: to }]),
    moveArea: (area, to) => move([{ ...NOTHING, area, territory: to }]),
    moveAccount: (account, to) => move([{ ...NOTHING, account, territory: to }]),
    move,
    fault,
    withTerritory: (...added) => {
      const byId = new Map([...territories, ...added].map(one => [one.id, one]));
      return planOf(ground, { ...state, territories: [...byId.values()] });
    },
  };
  return Object.freeze(plan);
}

function indexOf(territories: readonly Territory[]): ReadonlyMap<string, number> {
  return new Map(territories.map(({ id }, t) => [id, t]));
}

/** Moves of one kind follow each other inside a step: there the later one of the same unit replaces the earlier. */
function withRows(steps: readonly Step[], rows: readonly PlanRow[]): Step[] {
  const last = steps.at(-1)!;
  const kinds = new Set([...last.rows, ...rows].map(kindOf));
  if (steps.length === 1 || kinds.size > 1) return [...steps, stepOf(rows)];
  const byUnit = new Map([...last.rows, ...rows].map(row => [row.account ?? row.area ?? row.cell, row]));
  return [...steps.slice(0, -1), stepOf([...byUnit.values()])];
}

/** Cells of another resolution are another kind: the finest decides inside a step, the last one between moves. */
function kindOf({ account, area, cell }: PlanRow): string {
  return [account && "account", area && "area", cell && `cell ${getResolution(cell)}`].join();
}

function territoryFault(id: string, ids: readonly string[]): InputError {
  const hint = didYouMean(id, ids) || `; known: ${byNearness(id, ids).join(", ")}`;
  const expected = "expected a territory of the market, or a new one with its rep_id or name";
  return new InputError("plan_territory", `territory_id: ${expected}, got "${id}"${hint}`);
}

function unitFault({ account, area, cell }: PlanRow, ground: Ground): InputError | null {
  const { market, areas, accounts } = ground;
  const fault = (column: string, expected: string, got: string, hint = "") =>
    new InputError("plan_place", `${column}: expected ${expected}, got "${got}"${hint}`);
  if (area !== null && !areas.has(area))
    return fault("area_id", "an area of the market", area, didYouMean(area, areas));
  if (account !== null && !accounts.has(account))
    return fault("account_id", "an account of the market", account, didYouMean(account, accounts));
  if (cell !== null && !(isValidCell(cell) && getResolution(cell) <= market.resolution))
    return fault("cell", `an H3 cell of resolution ${market.resolution} or coarser`, cell);
  return null;
}
