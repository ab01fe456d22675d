import { circle } from "@turf/turf";
import type { Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { compactness } from "../../../territory/measures/compactness.ts";
import { contiguity } from "../../../territory/measures/contiguity.ts";
import type { PlacedPlan } from "../../../territory/measures/placedPlan.ts";
import { areaShapes } from "../../../territory/units/areaShapes.ts";
import { graphOf } from "../../../territory/units/borders.ts";
import { bridges } from "../../../territory/units/bridges.ts";
import { cornersFrom } from "../../../territory/units/corners.ts";
import { centreOf, cornersOf } from "../../../territory/units/outlines.ts";

/** Areas in territories, as much of a plan on its ground as shapes are judged by. */
function placed(outlines: readonly Polygon[], territories: readonly number[]): PlacedPlan {
  const shapes = areaShapes(outlines);
  const centres = outlines.map(centreOf);
  const shores = () => ({
    lat: centres.map(c => c[0]),
    lon: centres.map(c => c[1]),
    unit: outlines.map((_, u) => u),
  });
  const borders = [...shapes.borders, ...bridges(outlines.length, shapes.borders, shores)];
  const count = Math.max(...territories) + 1;
  const units = { count: outlines.length, graph: graphOf({ ...shapes, borders }) };
  const corners = () => cornersFrom(outlines.map(cornersOf));
  return { count, ofUnit: Int32Array.from(territories), placed: { units, corners } } as unknown as PlacedPlan;
}

/** A square of a tenth of a degree at the equator; `x` east of `lon`, in squares. */
function square(x: number, y: number, lon = 30): Polygon {
  const at = (dx: number, dy: number) => [
    ((((lon + 0.1 * (x + dx) + 180) % 360) + 360) % 360) - 180,
    0.1 * (y + dy),
  ];
  return { type: "Polygon", coordinates: [[at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)]] };
}

/** Squares as a picture: each sign is one, and its territory; a space is nothing. */
function picture(...rows: string[]): PlacedPlan {
  const signs = rows
    .flatMap((row, y) => [...row].map((sign, x) => ({ sign, x, y })))
    .filter(s => s.sign !== " ");
  return placed(
    signs.map(({ x, y }) => square(x, y)),
    signs.map(({ sign }) => Number(sign)),
  );
}

describe("compactness", () => {
  it("of circle, square and hexagon is what geometry says, wherever they lie", () => {
    const hexagon = (at: [number, number]) => circle(at, 10, { steps: 6 }).geometry;
    const of = (...outlines: Polygon[]) => {
      const { polsby_popper, reock, hull_ratio } = compactness(
        placed(
          outlines,
          outlines.map((_, t) => t),
        ),
      );
      return [polsby_popper, reock, hull_ratio].map(({ territories }) => territories);
    };
    for (const at of [
      [30, 0],
      [30, 65],
      [180, -20],
    ] as [number, number][]) {
      const [polsby, reock, hull] = of(circle(at, 10, { steps: 360 }).geometry, hexagon([at[0], at[1] + 1]));
      // Turf's circle is one on a sphere of nearly the same radius.
      expect(polsby![0]).toBeCloseTo(1, 2);
      expect(reock![0]).toBeCloseTo(1, 2);
      expect(hull![0]).toBeCloseTo(1, 2);
      expect(polsby![1]).toBeCloseTo((Math.PI * Math.sqrt(3)) / 6, 2);
      expect(reock![1]).toBeCloseTo((3 * Math.sqrt(3)) / (2 * Math.PI), 2);
    }
    const [polsby, reock, hull] = of(square(0, 0, 179.95));
    expect(polsby![0]).toBeCloseTo(Math.PI / 4, 3);
    expect(reock![0]).toBeCloseTo(2 / Math.PI, 3);
    expect(hull![0]).toBeCloseTo(1, 3);
  });

  it("is that of a territory's outline, not of its units; a bay lowers it", () => {
    const { polsby_popper, reock, hull_ratio, cut_edges } = compactness(picture("000", "010", "0 0"));
    // Seven squares around a bay: 14 sides of the outer line and of the bay 2 + 1 where 1 lies and 2 where nobody does.
    expect(polsby_popper.territories[0]).toBeCloseTo((4 * Math.PI * 7) / 16 ** 2, 2);
    expect(hull_ratio.territories[0]).toBeCloseTo(7 / 9, 2);
    expect(reock.territories[0]).toBeCloseTo(7 / (Math.PI * 4.5), 2);
    expect(Array.from(cut_edges.territories)).toEqual([3, 3]);
    expect(cut_edges.plan).toBe(3);
    expect(polsby_popper.plan).toBeCloseTo((polsby_popper.territories[0]! + Math.PI / 4) / 2, 2);
  });

  it("has no figure for a territory without ground", () => {
    const { polsby_popper, reock } = compactness(placed([square(0, 0)], [1]));
    expect([polsby_popper.territories[0], reock.territories[0]]).toEqual([Number.NaN, Number.NaN]);
    expect(polsby_popper.plan).toBeCloseTo(Math.PI / 4, 3);
  });
});

describe("contiguity", () => {
  const of = (plan: PlacedPlan) => {
    const { parts, enclaves, bridges: spans, islands } = contiguity(plan);
    return [...[parts, enclaves, spans].map(f => [...f.territories]), islands.plan];
  };

  it("counts parts; corners do not join", () => {
    expect(of(picture("01", "10"))).toEqual([[2, 2], [0, 0], [0, 0], 1]);
    expect(of(picture("001", "011"))).toEqual([[1, 1], [0, 0], [0, 0], 1]);
  });

  it("knows an enclave: inside of one other territory, not at the market's edge, not between two", () => {
    expect(of(picture("000", "010", "000"))[1]).toEqual([0, 1]);
    expect(of(picture("000", "010", "020"))[1]).toEqual([0, 0, 0]);
    expect(of(picture("111", "101", "1 1"))[1]).toEqual([0, 0]);
    // Territory 1 lies in two parts, one of them inside of 0.
    expect(of(picture("00001", "01001", "00001")).slice(0, 2)).toEqual([
      [1, 2],
      [0, 1],
    ]);
  });

  it("joins islands to the nearest shore, and says where a territory needs that", () => {
    const far = picture("00 1", "    ", "1   ");
    const [parts, , spans, islands] = of(far);
    expect([parts, spans, islands]).toEqual([[1, 2], [0, 0], 3]);
    expect(of(picture("00 0"))).toEqual([[1], [0], [1], 2]);
  });
});
