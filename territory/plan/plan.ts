import { getResolution, isValidCell } from "h3-js";
import { InputError } from "../../core/errors.ts";
import { cellToString } from "../../core/hexgrid.ts";
import { byNearness, didYouMean } from "../../data/config/nearest.ts";
import type { ActivatedPlan, Market, Territory } from "../../data/market/market.ts";
import type { PlanAccount, PlanDecision, PlanReason, PlanRow, PlanUnit } from "../../data/market/planRows.ts";
import { familiesOf } from "./families.ts";
import { decider, type Standing } from "./precedence.ts";

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
  /** What decided of an account, by its index, and what it was decided by; null where it is nobody's. */
  why(account: number): PlanDecision | null;
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

/**
 * Today's plan: what `territories` and the accounts of the market say at the end of history, and over it the plan that
 * `market.yaml` has put in force by then.
 */
export function today(market: Market): Plan {
  const { activated = [], inForce } = market.plan;
  const base = sourcesPlan(market);
  const active = inForce === undefined ? undefined : activated[inForce];
  return active ? over(base, active) : base;
}

/** What a plan says goes before the one below; what it names and there is no more is left out, as files change. */
function over(base: Plan, { steps, territories }: ActivatedPlan): Plan {
  const plan = base.withTerritory(...territories);
  return steps.reduce((made, rows) => made.move(rows.filter(row => plan.fault(row) === null)), plan);
}

/** What `territories` and the accounts themselves say. */
function sourcesPlan(market: Market): Plan {
  const { accounts, territories, areas, plan } = market;
  const id = (territory: number | undefined) => territories[territory ?? -1]?.id ?? null;
  const ground = groundOf(market);
  const places = [
    ...areas.flatMap((area, a) => rowOf(id(plan.areas[a]), { area: area.id })),
    ...plan.cells.flatMap(({ cell, territory }) => rowOf(id(territory), { cell })),
  ];
  const named = accounts.ids.flatMap((account, i) => rowOf(id(accounts.namedTerritory[i]), { account }));
  const own = new Map(
    accounts.ids.flatMap((account, i) => {
      const territory = id(accounts.ownTerritory[i]);
      return territory === null ? [] : [[account, territory] as const];
    }),
  );
  const decide = decider([...named, ...places], { ...ground.standing, own, house: id(plan.house) });
  const decisions = ground.units.map(decide);
  // From here on what an account names itself is a row by account, which a later step may overrule.
  const byAccount = decisions.flatMap((d, i) =>
    d?.reason === "own" || d?.reason === "account" ? rowOf(d.territory, { account: accounts.ids[i]! }) : [],
  );
  const index = indexOf(territories);
  const rows = [...byAccount, ...places];
  return planOf(ground, {
    territories,
    steps: [{ rows, decide }],
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

function stepOf(rows: readonly PlanRow[], { standing }: Ground): Step {
  return { rows, decide: decider(rows, standing) };
}

/** What a plan stands on: the market's accounts and areas as its rows name them. */
interface Ground {
  readonly market: Market;
  readonly units: readonly PlanUnit[];
  /** For moves: nobody names a territory itself, and there is no house. */
  readonly standing: Standing;
  readonly areas: ReadonlySet<string>;
  readonly accounts: ReadonlySet<string>;
}

function groundOf(market: Market): Ground {
  const { accounts, areas } = market;
  const cells = Array.from(market.cells.h3, cellToString);
  const units = accounts.ids.map((account, i) => {
    const [area, cell] = [areas[accounts.area[i]!]?.id ?? null, cells[accounts.cell[i]!] ?? null];
    return { account, area, cell };
  });
  const families = familiesOf(planAccounts(market));
  const standing = { own: new Map<string, string>(), families, house: null };
  return { market, units, standing, areas: new Set(areas.map(a => a.id)), accounts: new Set(accounts.ids) };
}

/** The accounts with what makes families of them; a market's accounts are those of one plan after the other. */
export function planAccounts({ accounts }: Pick<Market, "accounts">): PlanAccount[] {
  const { ids, site, siteIds, parentIds } = accounts;
  return ids.map((account, i) => ({
    account,
    own: null,
    site: siteIds[site[i]!] ?? null,
    parent: parentIds?.[i] ?? null,
  }));
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
    const decide = decider(rows, ground.standing);
    const decisions = ground.units.map(decide);
    return planOf(ground, {
      territories,
      steps: withRows(steps, { rows, decide }, ground),
      territory: territory.map((before, i) => (decisions[i] ? index.get(decisions[i].territory)! : before)),
      reason: reason.map((before, i) => decisions[i]?.reason ?? before),
    });
  };
  const latest = (unit: PlanUnit) =>
    steps.reduceRight<PlanDecision | null>((last, step) => last ?? step.decide(unit), null);
  const plan: Plan = {
    territories,
    steps: steps.map(step => step.rows),
    territory,
    reason,
    place: (cell, area) => {
      const found = latest({ account: null, cell, area: ground.market.areas[area]?.id ?? null });
      return found ? index.get(found.territory)! : -1;
    },
    why: account => latest(ground.units[account]!),
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

/**
 * Moves of one kind follow each other inside a step: there the later one of the same unit replaces the earlier. Who takes
 * a family along begins a step of its own, since inside one step the others of it may be named apart.
 */
function withRows(steps: readonly Step[], step: Step, ground: Ground): Step[] {
  const last = steps.at(-1)!;
  const kinds = new Set([...last.rows, ...step.rows].map(kindOf));
  const familiar = step.rows.some(
    row => row.account !== null && ground.standing.families.of.has(row.account),
  );
  if (steps.length === 1 || kinds.size > 1 || familiar) return [...steps, step];
  const byUnit = new Map([...last.rows, ...step.rows].map(row => [row.account ?? row.area ?? row.cell, row]));
  return [...steps.slice(0, -1), stepOf([...byUnit.values()], ground)];
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
