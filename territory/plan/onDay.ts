import type { Market, PlannedPlaces } from "../../data/market/market.ts";
import { type Plan, today } from "./plan.ts";

/**
 * The plan of a day: the rows of `territories` that held on it, and over them the plan that was in force. Figures of past
 * weeks go by today's plan; what is held against a person, as targets are, goes by this one.
 * @param day since 1970-01-01
 */
export function planOn(market: Market, day: number): Plan {
  const { dated, activated = [], inForce: _, ...plan } = market.plan;
  const active = activated.findLastIndex(({ from }) => from <= day);
  const { accounts, ...places } = dated ? rowsOn(market, dated, day) : { accounts: market.accounts };
  return today({
    ...market,
    accounts,
    plan: { ...plan, ...places, activated, ...(active >= 0 && { inForce: active }) },
  });
}

/** What ingest makes of the rows that hold at the end of history, of those of another day. */
function rowsOn(market: Market, dated: NonNullable<PlannedPlaces["dated"]>, day: number) {
  const { accounts, territories, areas } = market;
  const index = new Map(territories.map(({ id }, t) => [id, t]));
  const held = dated.filter(row => (row.from ?? day) <= day && (row.to ?? day) >= day);
  const by = (kind: "account" | "area" | "cell") =>
    new Map(
      held.flatMap(row => (row[kind] === null ? [] : [[row[kind], index.get(row.territory)!] as const])),
    );
  const [account, area, cell] = [by("account"), by("area"), by("cell")];
  return {
    accounts: { ...accounts, namedTerritory: Int32Array.from(accounts.ids, id => account.get(id) ?? -1) },
    areas: Int32Array.from(areas, ({ id }) => area.get(id) ?? -1),
    cells: [...cell].map(([id, territory]) => ({ cell: id, territory })),
  };
}
