import { area, booleanPointInPolygon, featureCollection, polygon, union } from "@turf/turf";
import { describe, expect, test } from "vitest";
import { ANKARA } from "../../data/examples/ankara.ts";
import { plantAccounts } from "../../data/synthetic/accounts.ts";
import { districtOutlines, planeAround } from "../../data/synthetic/geography.ts";

const { geography } = ANKARA;
const outlines = districtOutlines(geography);
const region = polygon([geography.outline.map(at => [...at])]);
const outlineOf = (id: string) => outlines.features.find(f => f.properties.id === id)!;
const accounts = plantAccounts(ANKARA, 1);
const plane = planeAround(geography.centre);
const km = (a: (typeof accounts)[number]) => plane.distanceKm(a.at, geography.centre);

describe("districts", () => {
  test("25 of them, in order of their ids, and their people add up to Ankara's", () => {
    expect(outlines.features.length).toBe(25);
    const people = geography.districts.reduce((sum, d) => sum + d.population, 0);
    expect(people).toBeGreaterThan(5_750_000);
    expect(people).toBeLessThan(5_850_000);
  });

  test("their outlines tile the province: no gap, no overlap", () => {
    const sum = outlines.features.reduce((total, f) => total + area(f), 0);
    expect(sum / area(region)).toBeCloseTo(1, 4);
    const whole = union(outlines)!;
    expect(area(whole) / area(region)).toBeCloseTo(1, 4);
  });

  test("each quarter lies in its own district, and a district's quarters have all of its people", () => {
    for (const quarter of geography.quarters)
      expect(booleanPointInPolygon([...quarter.at], outlineOf(quarter.district)), quarter.name).toBe(true);
    for (const district of geography.districts) {
      const shares = geography.quarters.filter(q => q.district === district.id).map(q => q.share);
      expect(
        shares.reduce((a, b) => a + b, 0),
        district.name,
      ).toBeCloseTo(1, 10);
    }
  });

  test("territories have each district once, and each is one piece", () => {
    const listed = ANKARA.territories.flatMap(t => t.districts);
    expect([...listed].sort()).toEqual(geography.districts.map(d => d.id).sort());
    for (const territory of ANKARA.territories) {
      const parts = territory.districts.map(outlineOf);
      const whole = parts.length > 1 ? union(featureCollection(parts))! : parts[0]!;
      expect(whole.geometry.type, territory.name).toBe("Polygon");
    }
  });
});

describe("places of accounts", () => {
  test("inside the province, inside their district, outside woods, lakes and airfields", () => {
    for (const account of accounts) {
      expect(booleanPointInPolygon([...account.at], region)).toBe(true);
      for (const empty of geography.voids)
        expect(plane.distanceKm(account.at, empty.at)).toBeGreaterThan(empty.km);
    }
    const inside = accounts.filter(a => booleanPointInPolygon([...a.at], outlineOf(a.district)));
    // The outlines are rounded to 0.1 m: an account on a border may fall on the other side.
    expect(inside.length).toBeGreaterThan(accounts.length - 3);
  });

  test("density falls with the distance from the centre", () => {
    const rings = [0, 2, 5, 10, 20, 40, 80];
    const density = rings.slice(1).map((outer, i) => {
      const inner = rings[i]!;
      const count = accounts.filter(a => km(a) >= inner && km(a) < outer).length;
      return count / (Math.PI * (outer ** 2 - inner ** 2));
    });
    for (let i = 1; i < density.length; i++) expect(density[i]!).toBeLessThan(density[i - 1]!);
  });

  test("the city has arms: beyond the core, roads are denser than the land between them", () => {
    const nearRoad = (at: readonly [number, number]) => distanceToRoads(at) < 0.8;
    const outer = accounts.filter(a => km(a) > 8 && km(a) < 22);
    const onRoads = outer.filter(a => nearRoad(a.at)).length / outer.length;
    const grid: [number, number][] = [];
    for (let x = -22; x <= 22; x += 0.5) for (let y = -22; y <= 22; y += 0.5) grid.push([x, y]);
    const land = grid.filter(([x, y]) => Math.hypot(x, y) > 8 && Math.hypot(x, y) < 22);
    const landOnRoads = land.filter(([x, y]) => nearRoad(plane.toDegrees(x, y))).length / land.length;
    expect(onRoads / landOnRoads).toBeGreaterThan(2.5);
  });

  test("cafés and restaurants sit further in than markets, and far districts have accounts too", () => {
    const median = (id: string) => {
      const own = accounts.filter(a => ANKARA.types[a.type]!.id === id).map(km);
      return own.sort((a, b) => a - b)[own.length >> 1]!;
    };
    expect(median("kafe")).toBeLessThan(0.75 * median("market"));
    expect(median("restoran")).toBeLessThan(0.85 * median("market"));
    expect(new Set(accounts.map(a => a.district)).size).toBeGreaterThanOrEqual(23);
  });
});

function distanceToRoads(at: readonly [number, number]): number {
  const [x, y] = plane.toKm(at);
  let least = Number.POSITIVE_INFINITY;
  for (const road of geography.roads) {
    const line = road.line.map(p => plane.toKm(p));
    for (let i = 1; i < line.length; i++) {
      const [[ax, ay], [bx, by]] = [line[i - 1]!, line[i]!];
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const f = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      least = Math.min(least, Math.hypot(x - ax - f * (bx - ax), y - ay - f * (by - ay)));
    }
  }
  return least;
}
