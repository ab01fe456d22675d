import { booleanPointInPolygon, bbox as boundsOf } from "@turf/turf";
import type { Polygon } from "geojson";
import { describe, expect, it } from "vitest";
import { basemap } from "../../app/geography/basemap.ts";
import { boundsOfPoints, surroundings } from "../../app/geography/bounds.ts";
import { places } from "../../app/geography/places.ts";

describe("bounds", () => {
  it("leaves out what has no place", () => {
    expect(boundsOfPoints([39, Number.NaN, 40], [32, Number.NaN, 33])).toEqual([32, 39, 33, 40]);
    expect(boundsOfPoints([Number.NaN], [Number.NaN])).toBeNull();
  });

  it("adds one width and height on each side and stays on the globe", () => {
    expect(surroundings([30, 39, 32, 40])).toEqual([28, 38, 34, 41]);
    expect(surroundings([-170, -80, 170, 80])).toEqual([-180, -90, 180, 90]);
  });
});

describe("base map", () => {
  it("puts land and sea of Istanbul in their places", async () => {
    const { features } = await basemap([28.5, 40.8, 29.5, 41.3], "TR");
    const land = features.filter(f => f.properties.kind === "land").map(f => f.geometry as Polygon);
    const onLand = (lon: number, lat: number) =>
      land.some(polygon => booleanPointInPolygon([lon, lat], polygon));
    expect(onLand(28.7, 41.15)).toBe(true);
    expect(onLand(29.3, 41.05)).toBe(true);
    expect(onLand(28.7, 40.85)).toBe(false);
  });

  it("draws state borders in the United States only, inside of the bounds", async () => {
    const iowa = await basemap([-97, 40, -90, 44], "US");
    expect(iowa.features.some(f => f.properties.kind === "state")).toBe(true);
    const ankara = await basemap([31, 39, 34, 41], "TR");
    expect(ankara.features.map(f => f.properties.kind)).toEqual(["land"]);
    const [west, south, east, north] = boundsOf(iowa);
    expect(west).toBeGreaterThanOrEqual(-97);
    expect(south).toBeGreaterThanOrEqual(40);
    expect(east).toBeLessThanOrEqual(-90);
    expect(north).toBeLessThanOrEqual(44);
  });
});

describe("places", () => {
  it("gives the largest first, with Turkish letters", async () => {
    const found = await places([31, 39, 34, 41]);
    expect(found[0]!.name).toBe("Ankara");
    expect(found.map(place => place.name)).toContain("Kırıkkale");
    expect(found.map(place => place.population)).toEqual(
      found.map(place => place.population).sort((a, b) => b - a),
    );
    expect(found.every(({ lat, lon }) => lat >= 39 && lat <= 41 && lon >= 31 && lon <= 34)).toBe(true);
  });
});
