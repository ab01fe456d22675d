import { cellToParent, getResolution, isValidCell } from "h3-js";
import type { InLanguages } from "../../core/figures.ts";
import { byNearness, editDistance } from "../../data/config/nearest.ts";
import { foldWord } from "../../data/config/vocabulary.ts";
import { rivalsKnown } from "../../models/dark/rivals.ts";
import { joined, meant, wantedNot } from "./expected.ts";
import type { Facts } from "./facts.ts";
import { type LeverLine, leverFault } from "./line.ts";
import { LARGEST, type Where } from "./where.ts";

/**
 * The accounts that a lever touches, in kernel order: 1 = touched. Names of one key are alternatives, keys narrow
 * each other down. Dark accounts are in territories, areas, cells and types; segments and ids are of known ones.
 * @throws InputError for a name that the market does not have, and where no account is left.
 */
export function accountsOf(lever: LeverLine, facts: Facts): Uint8Array {
  const { where } = lever.spec;
  const mask = new Uint8Array(facts.marketAccount.length).fill(1);
  if (!where) return mask;
  const names = namesOf(facts);
  for (const key of Object.keys(where) as (keyof Where)[]) {
    const wanted = where[key];
    if (!wanted) continue;
    const inside = key === "cells" ? inCells(wanted, lever, facts) : inNamed(key, wanted, names[key], lever);
    for (let k = 0; k < mask.length; k++) if (!inside(k)) mask[k] = 0;
  }
  if (!mask.includes(1)) throw leverFault(lever, ["where"], nobodyThere(where, names, lever, facts));
  return mask;
}

/** What there is where nobody is: the accounts that each key has by itself. */
function nobodyThere(
  where: Where,
  names: ReturnType<typeof namesOf>,
  lever: LeverLine,
  facts: Facts,
): InLanguages {
  const accounts = Array.from(facts.marketAccount.keys());
  const keys = (Object.keys(where) as (keyof Where)[]).filter(key => where[key]);
  const there = keys.map(key => {
    const wanted = where[key]!;
    const inside = key === "cells" ? inCells(wanted, lever, facts) : inNamed(key, wanted, names[key], lever);
    const count = accounts.filter(inside).length;
    if (count > 0 || key === "cells") return joined(`${key}: ${count}`);
    const used = new Set(accounts.map(names[key].of));
    const others = [...names[key].index].filter(([, i]) => used.has(i)).map(([name]) => name);
    const some = others.slice(0, 8).join(", ");
    return {
      en: `${key}: 0, with accounts are ${some || "none"}`,
      tr: `${key}: 0, müşterisi olanlar: ${some || "yok"}`,
    };
  });
  return {
    en: `where: expected at least one account there, got none; accounts by key: ${there.map(({ en }) => en).join("; ")}`,
    tr: `where: beklenen: orada en az bir müşteri; hiç yok; anahtara göre müşteriler: ${there.map(({ tr }) => tr).join("; ")}`,
  };
}

/** What a key of `where` chooses from: names, and the one that each account in kernel order has. */
interface Names {
  /** Index by every name that a file may use. */
  readonly index: ReadonlyMap<string, number>;
  readonly of: (account: number) => number;
  /** Index of the largest by own amount. */
  readonly largest: () => number;
}

function namesOf(facts: Facts): Record<Exclude<keyof Where, "cells">, Names> {
  const { market, twin, marketAccount, placed, segment, ownAmount } = facts;
  const { territory, area, type, ids } = market.accounts;
  /** @param values by market account, @param of by account in kernel order */
  const column = (
    labels: readonly (readonly string[])[],
    values: Int32Array,
    of: (account: number) => number,
  ): Names => ({
    // Ids are entered last: where an id and another one's name are the same word, it means the id.
    index: new Map([...labels].reverse().flatMap(names => names.map((name, i) => [name, i] as const))),
    of,
    largest: () => largestOf(values, ownAmount),
  });
  return {
    territories: column(
      [market.territories.map(t => t.id), market.territories.map(t => t.name)],
      territory,
      k => placed.territory[k]!,
    ),
    areas: column([market.areas.map(a => a.id), market.areas.map(a => a.name)], area, k => placed.area[k]!),
    types: column([market.types], type, k => placed.type[k]!),
    segments: column([twin.header.segments ?? []], segment, k => segment[marketAccount[k]!] ?? -1),
    accounts: {
      index: new Map(ids.map((id, i) => [id, i])),
      of: k => marketAccount[k]!,
      largest: () =>
        largestOf(
          Int32Array.from(ownAmount, (_, i) => i),
          ownAmount,
        ),
    },
  };
}

function largestOf(group: Int32Array, amount: Float64Array): number {
  const sums = new Map<number, number>();
  group.forEach((g, i) => {
    if (g >= 0) sums.set(g, (sums.get(g) ?? 0) + amount[i]!);
  });
  let best = -1;
  for (const [g, sum] of sums)
    if (best < 0 || sum > sums.get(best)! || (sum === sums.get(best)! && g < best)) best = g;
  return best;
}

function inNamed(
  key: keyof Where,
  wanted: readonly string[],
  names: Names,
  lever: LeverLine,
): (account: number) => boolean {
  const chosen = new Set(
    wanted.map((name, i) => {
      const index = name === LARGEST ? names.largest() : names.index.get(name);
      if (index !== undefined && index >= 0) return index;
      throw leverFault(
        lever,
        ["where", key, i],
        joined(`where.${key}: `, unknownName(name, key, names.index.keys())),
      );
    }),
  );
  return account => chosen.has(names.of(account));
}

/** What a message says of a name that the market does not have. */
function unknownName(name: string, kind: string, known: Iterable<string>): InLanguages {
  const nearest = byNearness(name, new Set(known));
  const [best] = nearest;
  // Ids such as T3 are all alike: a near one is offered only where few of its letters differ.
  const slip = best !== undefined && editDistance(name.toLowerCase(), best.toLowerCase()) <= name.length / 4;
  const what = { en: "a name of the market", tr: "pazarda olan bir ad" };
  const got = joined(wantedNot(what, `"${name}"`), "; ");
  if (slip) return joined(got, meant(best));
  if (best === undefined) return joined(got, { en: `it has no ${kind}`, tr: `pazarda ${kind} yok` });
  const many = nearest.length > 8;
  const known8 = nearest.slice(0, 8).join(", ");
  return joined(
    got,
    many ? { en: "nearest: ", tr: "en yakınlar: " } : { en: "known: ", tr: "bilinenler: " },
    known8,
  );
}

function inCells(
  wanted: readonly string[],
  lever: LeverLine,
  { market, placed }: Facts,
): (account: number) => boolean {
  const byResolution = new Map<number, Set<string>>();
  wanted.forEach((cell, i) => {
    const resolution = isValidCell(cell) ? getResolution(cell) : -1;
    if (resolution < 0 || resolution > market.resolution) {
      const what = {
        en: `an H3 cell of resolution ${market.resolution} or coarser`,
        tr: `çözünürlüğü ${market.resolution} ya da daha kaba olan bir H3 hücresi`,
      };
      throw leverFault(lever, ["where", "cells", i], joined("where.cells: ", wantedNot(what, `"${cell}"`)));
    }
    byResolution.set(resolution, (byResolution.get(resolution) ?? new Set()).add(cell));
  });
  const holds = (cell: string) =>
    [...byResolution].some(([resolution, cells]) => cells.has(cellToParent(cell, resolution)));
  const inside = new Map([...new Set(placed.cell)].map(cell => [cell, cell !== "" && holds(cell)]));
  return account => inside.get(placed.cell[account]!) ?? false;
}

/**
 * Index of a rival's brand.
 * @throws InputError for a brand that the market does not have, for the own one, and where no account's purchases of
 * rivals are known: nobody buys from them in a run.
 */
export function rivalOf(lever: LeverLine, name: string, { market, brandAmount }: Facts): number {
  const known = rivalsKnown(market);
  if (known !== "accounts") {
    const totals = known === "totals";
    throw leverFault(lever, ["brand"], {
      en: `brand: expected a market with rivals' sales at accounts, got one with ${totals ? "rivals' sales as totals of areas alone" : "no sales of rivals"}; add rows of rivals to sales`,
      tr: `brand: beklenen: rakiplerin müşterilerdeki satışlarını bilen bir pazar; ${totals ? "rakiplerin yalnızca bölge toplamları biliniyor" : "rakiplerin satışı bilinmiyor"}; sales tablosuna rakiplerin satırlarını ekleyin`,
    });
  }
  const rivals = market.brands.slice(1);
  if (name === LARGEST && rivals.length > 0) return largestRival(market.brands, brandAmount);
  if (name === market.brands[0])
    throw leverFault(lever, ["brand"], {
      en: `brand: expected a rival's brand, got the own brand "${name}"`,
      tr: `brand: beklenen: bir rakibin markası; gelen: kendi markamız "${name}"`,
    });
  const brand = market.brands.indexOf(name);
  if (brand > 0) return brand;
  throw leverFault(lever, ["brand"], joined("brand: ", unknownName(name, "rivals", rivals)));
}

/** Names under which data gather the brands that they do not tell apart, folded. */
const GATHERED = new Set(["other", "others", "allother", "allothers", "rest", "diger", "digerleri"]);

/** The rival with most sales; what is gathered under a name such as OTHER is none, unless there is nothing else. */
function largestRival(brands: readonly string[], amount: Float64Array): number {
  const rivals = brands.flatMap((name, b) =>
    b === 0 ? [] : [{ b, gathered: GATHERED.has(foldWord(name)) }],
  );
  const named = rivals.filter(({ gathered }) => !gathered);
  const candidates = named.length > 0 ? named : rivals;
  return candidates.reduce((best, one) => (amount[one.b]! > amount[best.b]! ? one : best)).b;
}
