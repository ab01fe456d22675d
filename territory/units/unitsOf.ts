import { cellToBoundary } from "h3-js";
import { cellCentre, cellFromString, cellToString } from "../../core/hexgrid.ts";
import type { Market } from "../../data/market/market.ts";
import { currentAccounts } from "../../data/market/sites.ts";
import { areaShapes } from "./areaShapes.ts";
import { graphOf, type Shapes } from "./borders.ts";
import { bridges, type Shores } from "./bridges.ts";
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
 * their Voronoi cells; parts that stand alone are joined to the nearest shore by a bridge. One site is one unit, whatever
 * numbers it has.
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

function accountPieces(market: Market, { dark }: Weights, free: Uint8Array): Pieces {
  const { accounts, cells } = market;
  const placed = (i: number) => free[i] === 1 && accounts.cell[i]! >= 0;
  const current = currentAccounts(accounts.successor);
  // The first number of a place that is under way speaks for it.
  const speaker = new Map<number, number>();
  accounts.site.forEach((site, i) => {
    if (
      placed(i) &&
      (!speaker.has(site) || (current[i] === i && current[speaker.get(site)!] !== speaker.get(site)))
    )
      speaker.set(site, i);
  });
  const members = [...speaker.values()].sort((a, b) => a - b);
  const unitOfSite = new Map(members.map((i, unit) => [accounts.site[i]!, unit]));
  const at = (own: Float64Array, ofCell: Float64Array) =>
    Float64Array.from(members, i => (Number.isNaN(own[i]!) ? ofCell[accounts.cell[i]!]! : own[i]!));
  const [lat, lon] = [at(accounts.lat, cells.lat), at(accounts.lon, cells.lon)];
  const unit = members.map((_, u) => u);
  const { corners, ...shapes } = pointShapes(lat, lon, unit, members.length);
  return {
    ids: members.map(i => accounts.ids[i]!),
    names: members.map(i => accounts.names[i] ?? accounts.ids[i]!),
    lat,
    lon,
    ofAccount: accounts.site.map((site, i) => (placed(i) ? unitOfSite.get(site)! : -1)),
    area: Int32Array.from(members, i => accounts.area[i]!),
    ofDark: nearestPoints({ lat, lon }, centresOf(dark.h3)),
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
