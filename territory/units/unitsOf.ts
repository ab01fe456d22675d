import { cellToBoundary } from "h3-js";
import { cellCentre, cellFromString, cellToString } from "../../core/hexgrid.ts";
import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import { familiesOf } from "../plan/families.ts";
import { planAccounts } from "../plan/plan.ts";
import { areaShapes } from "./areaShapes.ts";
import { graphOf, type Shapes } from "./borders.ts";
import { bridges, type Shores } from "./bridges.ts";
import { accountPlaces } from "./calls.ts";
import { cellShapes } from "./cellShapes.ts";
import { cellsInUse } from "./cells.ts";
import { type Corners, cornersFrom } from "./corners.ts";
import { centreOf, cornersOf } from "./outlines.ts";
import { pointShapes } from "./pointShapes.ts";
import { nearestPoints } from "./triangles.ts";
import type { UnitKind, Units } from "./units.ts";
import { sumWeights, type Weights } from "./weights.ts";

/** The units of a market, and where else things are. */
export interface PlacedUnits {
  readonly units: Units;
  /** Unit of each dark place; -1: in none. */
  readonly ofDark: Int32Array;
  /** Area of each unit; -1: in none, or in several. */
  readonly area: Int32Array;
  /** Made when they are asked for. */
  corners(): Corners;
}

/** What a kind makes of a market, before bridges and weights. */
interface Pieces extends Pick<Units, "ids" | "names" | "lat" | "lon" | "ofAccount"> {
  readonly ofDark: Int32Array;
  readonly area: Int32Array;
  readonly shapes: Shapes;
  readonly shores: () => Shores;
  readonly corners: () => Corners;
}

/**
 * The pieces that territories of a market are put together from. Areas touch by shared border, cells by the grid, accounts by
 * their Voronoi cells; parts that stand alone are joined to the nearest shore by a bridge. A family is one unit.
 * @param named [account] 1: it stays with its territory whatever becomes of its place, and is in no unit
 */
export function unitsOf(kind: UnitKind, market: Market, named: Uint8Array, weights: Weights): PlacedUnits {
  const free = named.map(is => 1 - is);
  const pieces = { area: areaPieces, cell: cellPieces, account: accountPieces }[kind](market, weights, free);
  const { ids, names, lat, lon, ofAccount, ofDark, area, shapes, shores } = pieces;
  let corners: Corners | undefined;
  const count = ids.length;
  const borders = [...shapes.borders, ...bridges(count, shapes.borders, shores)];
  const graph = graphOf({ ...shapes, borders });
  const sums = sumWeights(weights, count, ofAccount, ofDark);
  return {
    units: { kind, count, ids, names, lat, lon, graph, ofAccount, weights: sums },
    ofDark,
    area,
    corners: () => (corners ??= pieces.corners()),
  };
}

/** The same units without some accounts: these stay where they are, whatever becomes of their place. */
export function withoutAccounts(
  placed: PlacedUnits,
  accounts: Iterable<number>,
  weights: Weights,
): PlacedUnits {
  const { units, ofDark } = placed;
  const ofAccount = units.ofAccount.slice();
  for (const account of accounts) ofAccount[account] = -1;
  return {
    ...placed,
    units: { ...units, ofAccount, weights: sumWeights(weights, units.count, ofAccount, ofDark) },
  };
}

function areaPieces({ areas, accounts }: Market, { dark }: Weights, free: Uint8Array): Pieces {
  const outlines = areas.map(({ geometry }) => geometry);
  const corners = () => cornersFrom(outlines.map(cornersOf));
  const centres = outlines.map(centreOf);
  return {
    ids: areas.map(({ id }) => id),
    names: areas.map(({ name }) => name),
    lat: Float64Array.from(centres, ([lat]) => lat),
    lon: Float64Array.from(centres, ([, lon]) => lon),
    ofAccount: accounts.area.map((a, i) => (free[i] ? a : -1)),
    ofDark: dark.area,
    area: Int32Array.from(areas, (_, a) => a),
    shapes: areaShapes(outlines),
    shores: () => {
      const { start, lat, lon } = corners();
      const unit = outlines.flatMap((_, u) => Array<number>(start[u + 1]! - start[u]!).fill(u));
      return { lat, lon, unit };
    },
    corners,
  };
}

function cellPieces(market: Market, { dark }: Weights, free: Uint8Array): Pieces {
  const areaOf = cellsInUse(market, dark.h3);
  const ids = [...areaOf.keys()];
  const index = new Map(ids.map((id, unit) => [id, unit]));
  const { lat, lon } = centresOf(ids.map(cellFromString));
  const ofCell = Array.from(market.cells.h3, cell => index.get(cellToString(cell))!);
  return {
    ids,
    names: ids,
    lat,
    lon,
    ofAccount: market.accounts.cell.map((c, i) => (free[i] && c >= 0 ? ofCell[c]! : -1)),
    ofDark: Int32Array.from(dark.h3, cell => index.get(cellToString(cell))!),
    area: Int32Array.from(areaOf.values()),
    shapes: cellShapes(ids),
    shores: () => ({ lat, lon, unit: ids.map((_, unit) => unit) }),
    corners: () => cornersFrom(ids.map(id => cellToBoundary(id, true))),
  };
}

/** Accounts of a family are one unit: it has the ground of all its places, and the name of its first account that is under way. */
function accountPieces(market: Market, { dark }: Weights, free: Uint8Array): Pieces {
  const { accounts } = market;
  const placed = [...accounts.ids.keys()].filter(i => free[i] === 1 && accounts.cell[i]! >= 0);
  const families = familiesOf(planAccounts(market));
  const current = currentAccounts(accounts.successor);
  const members = new Map<string | number, number[]>();
  for (const i of placed) {
    const key = families.of.get(accounts.ids[i]!) ?? accounts.ids[i]!;
    members.set(key, [...(members.get(key) ?? []), i]);
  }
  const groups = [...members.values()];
  const speakers = groups.map(group => group.find(i => current[i] === i) ?? group[0]!);
  const ofAccount = new Int32Array(accounts.count).fill(-1);
  groups.forEach((group, unit) => {
    for (const i of group) ofAccount[i] = unit;
  });
  const places = accountPlaces(market);
  const at = (column: Float64Array, of: readonly number[]) => Float64Array.from(of, i => column[i]!);
  const [lat, lon] = [at(places.lat, placed), at(places.lon, placed)];
  const unit = placed.map(i => ofAccount[i]!);
  const { corners, ...shapes } = pointShapes(lat, lon, unit, groups.length);
  const nearest = nearestPoints({ lat, lon }, centresOf(dark.h3));
  return {
    ids: speakers.map(i => accounts.ids[i]!),
    names: speakers.map(i => accounts.names[i] ?? accounts.ids[i]!),
    lat: at(places.lat, speakers),
    lon: at(places.lon, speakers),
    ofAccount,
    area: Int32Array.from(speakers, i => accounts.area[i]!),
    ofDark: nearest.map(point => unit[point] ?? -1),
    shapes,
    shores: () => ({ lat, lon, unit }),
    corners: () => corners,
  };
}

function centresOf(cells: ArrayLike<bigint>): { lat: Float64Array; lon: Float64Array } {
  const centres = Array.from(cells, cellCentre);
  return {
    lat: Float64Array.from(centres, ([lat]) => lat),
    lon: Float64Array.from(centres, ([, lon]) => lon),
  };
}
