import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { FeatureCollection, Polygon } from "geojson";
import { gridDisk, latLngToCell } from "h3-js";
import { describe, expect, it } from "vitest";
import type { Market } from "../../../data/market/market.ts";
import { areaShapes } from "../../../territory/units/areaShapes.ts";
import { type Border, graphOf } from "../../../territory/units/borders.ts";
import { bridges } from "../../../territory/units/bridges.ts";
import { cellShapes } from "../../../territory/units/cellShapes.ts";
import { cellsInUse } from "../../../territory/units/cells.ts";
import { pointShapes } from "../../../territory/units/pointShapes.ts";
import { IOWA } from "../../iowa.ts";

/** A ring through corners [x, y] in degrees about [lon0, 0]. */
function polygon(lon0: number, ...rings: [number, number][][]): Polygon {
  const wrapped = (lon: number) => ((((lon + 180) % 360) + 360) % 360) - 180;
  return {
    type: "Polygon",
    coordinates: rings.map(ring => [...ring, ring[0]!].map(([x, y]) => [wrapped(lon0 + x), y])),
  };
}

const box = (lon0: number, x: number, y: number, w = 1, h = 1) =>
  polygon(lon0, [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ]);

const pairs = (borders: readonly Border[]) =>
  borders.map(({ a, b, km }) => `${a}-${b} ${km.toFixed(0)}`).sort();

/** Kilometres of a degree on the sphere. */
const DEGREE = (2 * Math.PI * 6371.0088) / 360;

describe("areas", () => {
  it("touch by sides, not by corners, and know how much, wherever on the globe they lie", () => {
    for (const lon of [0, 179, -100]) {
      const { borders, perimeter, area } = areaShapes([
        box(lon, 0, 0),
        box(lon, 1, 0),
        box(lon, 0, 1),
        box(lon, 1, 1),
      ]);
      expect(pairs(borders)).toEqual(["0-1 111", "0-2 111", "1-3 111", "2-3 111"]);
      expect(perimeter[0]).toBeCloseTo(4 * DEGREE, -1);
      expect(area[0]! / DEGREE ** 2).toBeCloseTo(1, 2);
    }
  });

  it("touch where one has more corners on the common side, and where outlines miss each other by a little", () => {
    const many = polygon(0, [
      [1, 0],
      [2, 0],
      [2, 1],
      [1, 1],
      [1, 0.7],
      [1, 0.2],
    ]);
    const [exact] = areaShapes([box(0, 0, 0), many]).borders;
    expect(exact!.km / DEGREE).toBeCloseTo(1, 1);
    const [{ km, ...pair }] = areaShapes([box(0, 0, 0), box(0, 1.005, 0.1)]).borders as [Border];
    expect(pair).toEqual({ a: 0, b: 1 });
    expect(km / DEGREE).toBeGreaterThan(0.85);
    expect(km / DEGREE).toBeLessThan(0.95);
    expect(areaShapes([box(0, 0, 0), box(0, 1.05, 0)]).borders).toEqual([]);
  });

  it("may lie inside another: an enclave touches what is around it", () => {
    const hole: [number, number][] = [
      [1, 1],
      [1, 2],
      [2, 2],
      [2, 1],
    ];
    const around = polygon(
      0,
      [
        [0, 0],
        [3, 0],
        [3, 3],
        [0, 3],
      ],
      hole,
    );
    expect(pairs(areaShapes([around, box(0, 1, 1)]).borders)).toEqual(["0-1 445"]);
  });
});

describe.skipIf(!existsSync(IOWA))("Iowa's counties", () => {
  const { features } = existsSync(IOWA)
    ? (JSON.parse(readFileSync(join(IOWA, "counties.geojson"), "utf8")) as FeatureCollection<Polygon>)
    : { features: [] };
  const outlines = features.map(({ geometry }) => geometry);

  it("have the neighbours that the map shows", () => {
    const { borders, area } = areaShapes(outlines);
    const names = features.map(({ properties }) => String(properties!.name));
    const polk = names.indexOf("Polk");
    const around = borders.flatMap(({ a, b }) => (a === polk ? [b] : b === polk ? [a] : []));
    // Madison meets Polk in a corner alone.
    const expected = ["Boone", "Dallas", "Jasper", "Marion", "Story", "Warren"];
    expect(around.map(u => names[u]).sort()).toEqual(expected);
    expect([outlines.length, borders.length]).toEqual([99, 222]);
    expect(reached(99, borders)).toBe(99);
    // Land and water: 145,746 km² by the U.S. Census Bureau.
    expect(area.reduce((sum, km2) => sum + km2, 0) / 145_746).toBeCloseTo(1, 2);
  });

  it("hold some 4,000 cells that are one piece", () => {
    const areas = outlines.map(geometry => ({ geometry }));
    const none = { h3: new BigUint64Array(0) };
    const cells = cellsInUse({ areas, cells: none, resolution: 6 } as unknown as Market, none.h3);
    expect(cells.size).toBeGreaterThan(3900);
    expect(cells.size).toBeLessThan(4200);
    expect(new Set(cells.values()).size).toBe(99);
    const { borders } = cellShapes([...cells.keys()]);
    expect(bridges(cells.size, borders, () => expect.fail())).toEqual([]);
  });
});

describe("cells", () => {
  it("touch their six neighbours by an edge each", () => {
    const disk = gridDisk(latLngToCell(41.6, -93.6, 6), 1);
    const { borders, perimeter } = cellShapes(disk);
    expect(borders).toHaveLength(12);
    const { start, border } = graphOf({ ...cellShapes(disk) });
    const middle = disk.indexOf(latLngToCell(41.6, -93.6, 6));
    expect(start[middle + 1]! - start[middle]!).toBe(6);
    const around = border.slice(start[middle], start[middle + 1]).reduce((sum, km) => sum + km, 0);
    expect(around).toBeCloseTo(perimeter[middle]!, 9);
  });
});

describe("accounts", () => {
  it("touch where their Voronoi cells do: on a grid the four next ones", () => {
    const at = Array.from({ length: 25 }, (_, i) => [i % 5, Math.floor(i / 5)] as const);
    // A little skew, so that no four cells meet in a corner.
    const lat = at.map(([x, y]) => 0.01 * y + 0.0001 * x);
    const lon = at.map(([x]) => 0.01 * x);
    const unit = at.map((_, i) => i);
    const { borders, area } = pointShapes(lat, lon, unit, 25);
    const whole = borders.filter(({ km }) => km > 0.2);
    expect(whole).toHaveLength(40);
    expect(area[12]).toBeCloseTo((0.01 * DEGREE) ** 2, 2);
  });

  it("at one place, on one line, two of them, one or none have a graph in one piece too", () => {
    const cases: [number[], number[]][] = [
      [Array(300).fill(40), Array(300).fill(30)],
      [
        [40, 40, 40, 40],
        [30, 33, 31, 32],
      ],
      [
        [40, 41],
        [30, 31],
      ],
      [
        [10, 10, 11],
        [179.9, -179.9, 180],
      ],
      [[40], [30]],
      [[], []],
    ];
    for (const [lat, lon] of cases) {
      const unit = lat.map((_, i) => i);
      const { borders } = pointShapes(lat, lon, unit, lat.length);
      const all = [...borders, ...bridges(lat.length, borders, () => ({ lat, lon, unit }))];
      expect(reached(lat.length, all)).toBe(lat.length);
    }
  });

  it("of one group are one unit", () => {
    const { borders, area } = pointShapes(
      [0, 0, 0, 1, 1, 1],
      [0, 1, 2, 0.1, 1.1, 2.1],
      [0, 0, 1, 2, 2, 1],
      3,
    );
    expect(borders.map(({ a, b }) => `${a}-${b}`).sort()).toEqual(["0-1", "0-2", "1-2"]);
    expect(area.every(km2 => km2 > 0)).toBe(true);
  });
});

describe("bridges", () => {
  it("join each island to its nearest shore, and nothing that is one already", () => {
    const { borders } = areaShapes([box(0, 0, 0), box(0, 1, 0), box(0, 3, 0), box(0, 0, 9)]);
    const [lat, lon] = [
      [0.5, 0.5, 0.5, 9.5],
      [0.5, 1.5, 3.5, 0.5],
    ];
    const shores = () => ({ lat: lat!, lon: lon!, unit: [0, 1, 2, 3] });
    expect(bridges(4, borders, shores)).toEqual([
      { a: 1, b: 2, km: 0 },
      { a: 0, b: 3, km: 0 },
    ]);
    expect(bridges(2, [{ a: 0, b: 1, km: 5 }], shores)).toEqual([]);
  });
});

function reached(count: number, borders: readonly Border[]): number {
  const seen = new Set(count > 0 ? [0] : []);
  for (let before = -1; before < seen.size; ) {
    before = seen.size;
    for (const { a, b } of borders) if (seen.has(a) !== seen.has(b)) seen.add(a).add(b);
  }
  return seen.size;
}
