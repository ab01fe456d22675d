import type { Random } from "./random.ts";
import type { PlantedList, PlantedShape, PlantedType, Town } from "./shape.ts";

/** Six laws of markets that differ in all that an estimator might lean on. */
export const SHAPES: readonly PlantedShape[] = [
  {
    ...base("one city", [38.2, -42.5], 44, 40, 8),
    areas: [5, 4],
    territories: 6,
    towns: () => [{ x: 0, y: 0, people: 1, km: 4.5 }],
    rural: 0.06,
    people: 1_400_000,
    accounts: [3200, 4200],
    types: types(
      [0.5, 1.0, 900, 0.5, 0, 0.2],
      [0.3, 1.0, 2200, 0.7, 0.4, 0],
      [0.2, 1.0, 5200, 0.9, 0.8, -0.3],
    ),
    sizes: logNormal(0.8),
    areaSpread: 0.25,
    income: 0.25,
    known: [0.55, 0.7],
    named: true,
    lists: [list("registry", 0.5, 0.35)],
  },
  {
    ...base("many towns", [44.6, -30.3], 250, 190, 6),
    areas: [8, 6],
    territories: 10,
    towns: r => zipfTowns(r, 70, 250, 190, 1.05),
    rural: 0.12,
    people: 2_600_000,
    placesKnown: true,
    accounts: [1800, 2600],
    types: types(
      [0.35, 0.9, 700, 0.35, -0.5, 0],
      [0.3, 1.0, 1500, 0.5, 0.2, 0.5],
      [0.25, 1.1, 4000, 0.8, 0.7, -0.2],
      [0.1, 1.25, 11000, 1.0, 1.2, 0.3],
    ),
    sizes: logNormal(1.0),
    areaSpread: 0.35,
    income: 0.1,
    known: [0.5, 0.75],
    knownDistance: 0.75,
    named: true,
    staffed: true,
    lists: [list("directory", 0.4, 0.5), { ...list("field notes", 0.3, 0.7), distance: 0.3, linked: 0 }],
  },
  {
    ...base("coast", [30.4, -50.8], 220, 70, 7),
    areas: [11, 3],
    territories: 7,
    towns: r => lineTowns(r, 26, 210),
    rural: 0.05,
    // A coast that winds along the corridor: sea to the south of it.
    empty: (x, y) => y < -18 + 8 * Math.sin(x / 28),
    people: 1_900_000,
    placesKnown: true,
    accounts: [2200, 3000],
    types: types(
      [0.6, 1.0, 1200, 0.4, 0.3, 0],
      [0.25, 0.8, 800, 0.3, -1.0, 0.4],
      [0.15, 1.1, 6500, 0.8, 0.6, 0],
    ),
    sizes: logNormal(0.7),
    areaSpread: 0.45,
    income: 0.35,
    known: [0.45, 0.65],
    zeal: 0.8,
    brands: [
      { name: "Own", share: 0.3 },
      { name: "Rival", share: 0.7 },
    ],
    lists: [{ ...list("chamber", 0.55, 0.3), linked: 0.8 }],
    panel: { error: 0.02, covered: 0.85 },
  },
  {
    ...base("heavy tail", [52.1, -26.4], 130, 120, 7),
    areas: [5, 5],
    territories: 6,
    towns: r => zipfTowns(r, 14, 130, 120, 0.8),
    rural: 0.2,
    people: 900_000,
    accounts: [2400, 3400],
    types: types([0.55, 1.0, 1500, 0.35, 0, 0], [0.45, 1.0, 2600, 0.6, 0.4, 0.3]),
    // Pareto with exponent 1.7, cut off at 60 times the least.
    sizes: r => Math.min(60, r.uniform() ** (-1 / 1.7)) / 2.2,
    areaSpread: 0.3,
    income: 0.15,
    known: [0.55, 0.75],
    knownSize: 0.9,
    staffed: true,
    lists: [list("registry", 0.45, 0.5)],
  },
  {
    ...base("eight types", [-24.5, -20.2], 90, 90, 7),
    areas: [6, 6],
    territories: 9,
    towns: r => zipfTowns(r, 9, 90, 90, 0.7),
    rural: 0.15,
    people: 3_200_000,
    accounts: [4500, 5800],
    types: types(
      [0.22, 0.8, 300, 0.15, -1.6, 0.6],
      [0.18, 1.0, 700, 0.3, -0.8, -0.6],
      [0.16, 1.0, 1200, 0.4, 0, 0],
      [0.13, 1.0, 2000, 0.6, 0.4, 0.8],
      [0.11, 1.2, 3500, 0.7, 0.9, -0.4],
      [0.09, 1.3, 6000, 0.9, 1.3, 0.2],
      [0.07, 1.1, 9000, 1.1, 1.7, -0.8],
      [0.04, 1.5, 24000, 1.6, 2.4, 1.0],
    ),
    sizes: logNormal(0.5),
    areaSpread: 0.3,
    income: 0.2,
    known: [0.5, 0.7],
    knownSize: 0.35,
    named: true,
    lists: [
      { ...list("licences", 0.5, 0.25), pointKm: 0.15, untyped: 0.05 },
      { ...list("directory", 0.35, 0.5), linked: 0.3 },
    ],
    panel: { error: 0.01, covered: 1 },
  },
  {
    ...base("gamma sizes", [12.7, -38.9], 160, 110, 7),
    areas: [7, 5],
    territories: 8,
    towns: r => zipfTowns(r, 24, 160, 110, 0.9),
    rural: 0.3,
    people: 700_000,
    placesKnown: true,
    accounts: [1500, 2100],
    types: types(
      [0.4, 0.7, 1000, 0.3, -0.4, 0],
      [0.35, 1.0, 1900, 0.5, 0.3, 0.4],
      [0.25, 1.2, 3300, 0.7, 0.5, -0.2],
    ),
    sizes: r => r.gamma(1.3) / 1.3,
    areaSpread: 0.5,
    income: 0,
    known: [0.6, 0.8],
    knownDistance: 0.9,
    lists: [{ ...list("registry", 0.6, 0.3), linked: 0 }],
  },
];

type Base = Omit<
  PlantedShape,
  "areas" | "territories" | "towns" | "rural" | "people" | "accounts" | "types" | "sizes" | "known" | "lists"
>;

/** What most shapes have alike. */
function base(
  name: string,
  centre: readonly [number, number],
  width: number,
  height: number,
  resolution: number,
): Base {
  return {
    ...{ name, centre, width, height, resolution },
    empty: () => false,
    placesKnown: false,
    areaSpread: 0.3,
    income: 0.2,
    knownSize: 0.6,
    knownDistance: 0.5,
    zeal: 0.5,
    brands: [
      { name: "Own", share: 0.4 },
      { name: "Rival A", share: 0.35 },
      { name: "Rival B", share: 0.25 },
    ],
    named: false,
    staffed: false,
    panel: { error: 0.01, covered: 1 },
  };
}

/** Rows of share, urban, size, rate, visible, listed. */
function types(
  ...rows: readonly (readonly [number, number, number, number, number, number])[]
): PlantedType[] {
  return rows.map(([share, urban, size, rate, visible, listed], k) => ({
    ...{ name: `type ${k + 1}`, share, urban, size, rate, visible, listed },
  }));
}

function list(name: string, coverage: number, size: number): PlantedList {
  return { name, coverage, size, distance: 0, linked: 0.6, pointKm: 0.05, untyped: 0 };
}

/** Log-normal with mean 1. */
function logNormal(spread: number): (random: Random) => number {
  return random => Math.exp(spread * random.normal() - spread ** 2 / 2);
}

/** Towns anywhere, people by rank to a power (Zipf), spread growing with people. */
function zipfTowns(random: Random, count: number, width: number, height: number, power: number): Town[] {
  return Array.from({ length: count }, (_, k) => {
    const people = (k + 1) ** -power;
    const x = (random.uniform() - 0.5) * width * 0.9;
    const y = (random.uniform() - 0.5) * height * 0.9;
    return { x, y, people, km: 0.8 + 3.2 * Math.sqrt(people) };
  });
}

/** Towns along a line from west to east, a little inland. */
function lineTowns(random: Random, count: number, length: number): Town[] {
  return Array.from({ length: count }, () => {
    const x = (random.uniform() - 0.5) * length;
    const people = Math.exp(1.1 * random.normal());
    const y = -14 + 8 * Math.sin(x / 28) + 6 * random.uniform();
    return { x, y, people, km: 1 + 1.2 * Math.sqrt(people) };
  });
}
