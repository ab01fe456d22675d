import { InputError } from "../../core/errors.ts";
import type { Districting } from "../districting.ts";
import { components } from "../units/components.ts";
import { NAMED, type Names } from "./constraints.ts";

/**
 * Looks for what no plan can give, whatever its tolerance, before anything is searched.
 * @throws InputError `districting` for a number of territories below 1 or above that of units, and for units that no chain of
 * neighbours joins; `locks` for locks that contradict each other or leave a territory without units
 */
export function checkDistricting(asked: Districting, names: Names): void {
  const { units, territories } = asked;
  if (units === 0)
    throw new InputError(
      "districting",
      "territories: expected units to cut them from, got none: nothing is placed",
    );
  if (!(Number.isInteger(territories) && territories >= 1 && territories <= units))
    throw new InputError(
      "districting",
      `territories: expected a whole number from 1 to ${units}, one unit each at least, got ${territories}`,
      { territories, units },
    );
  if (asked.contiguous) checkConnected(asked, names);
  checkLocks(asked, names);
}

function checkConnected({ graph }: Districting, names: Names): void {
  const { of: piece, count } = components(graph);
  if (count === 1) return;
  const size = new Int32Array(count);
  for (const p of piece) size[p]++;
  const largest = size.indexOf(Math.max(...size));
  const apart = Array.from(piece.keys()).filter(u => piece[u] !== largest);
  throw new InputError(
    "districting",
    `units: expected all to be joined by neighbours, got ${count} groups that do not touch; apart from the largest: ${listed(apart, names)}; cut by another kind of unit, or give outlines that touch`,
    { groups: count, apart: apart.slice(0, NAMED).map(u => names.unit(u)) },
  );
}

function checkLocks(asked: Districting, names: Names): void {
  const { units, territories, locked } = asked;
  const all = Array.from({ length: units }, (_, u) => u);
  const closed = all.filter(u => locked[u] >= territories);
  if (closed.length > 0)
    throw new InputError(
      "locks",
      `locks: ${listed(closed, names)} ${closed.length === 1 ? "is" : "are"} locked into ${names.territory(locked[closed[0]])}, which is closed with ${territories} territories; unlock, or ask for more territories`,
      { units: closed.slice(0, NAMED).map(u => names.unit(u)) },
    );
  const free = all.filter(u => locked[u] < 0).length;
  const held = new Set(all.map(u => locked[u]).filter(t => t >= 0));
  if (territories - held.size > free)
    throw new InputError(
      "locks",
      `locks: ${territories - held.size} territories have no locked unit and only ${free} units are free; unlock some, or ask for fewer territories`,
      { free, without: territories - held.size },
    );
  if (asked.contiguous) for (const t of [...held].sort((a, b) => a - b)) checkJoined(asked, t, names);
}

/** The locked units of a territory must be joined by units that no other territory has locked. */
function checkJoined({ graph, locked }: Districting, territory: number, names: Names): void {
  const { of: piece } = components(graph, u => (locked[u] === territory || locked[u] < 0 ? 0 : -1));
  const own = Array.from(locked.keys()).filter(u => locked[u] === territory);
  const apart = own.filter(u => piece[u] !== piece[own[0]]);
  if (apart.length === 0) return;
  throw new InputError(
    "locks",
    `locks: ${names.territory(territory)} cannot be in one piece: between ${names.unit(own[0])} and ${listed(apart, names)} everything is locked into other territories; unlock some of it`,
    { territory: names.territory(territory), units: apart.slice(0, NAMED).map(u => names.unit(u)) },
  );
}

function listed(units: readonly number[], names: Names): string {
  const told = units.slice(0, NAMED).map(u => names.unit(u));
  return units.length > NAMED ? `${told.join(", ")} and ${units.length - NAMED} more` : told.join(", ");
}
