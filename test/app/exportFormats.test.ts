import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { tableFromIPC } from "apache-arrow";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { arrowBytes, writeArrow } from "../../app/export/arrow.ts";
import { writeCsv } from "../../app/export/csv.ts";
import { cellGeometry, pointGeometry, writeGeoJson } from "../../app/export/geojson.ts";
import { readParquet, rowsOf, writeParquet } from "../../app/export/parquet.ts";
import { writeAtomically } from "../../data/files/durable.ts";
import type { ColumnTable } from "../../data/tables/columnTable.ts";
import { openDatabase } from "../../data/tables/duckdb.ts";
import { temporaryFolder } from "./tinyMarket.ts";

const TABLE: ColumnTable = {
  name: "cells",
  rows: 3,
  columns: [
    { name: "cell", type: "utf8", values: ["872d10b6cffffff", "872d10b6dffffff", null] },
    { name: "note", type: "utf8", values: ['İı, "ş"\r\n', "", null] },
    { name: "lat", type: "float64", values: new Float64Array([39.9, 0.1 + 0.2, Number.NaN]) },
    { name: "lon", type: "float64", values: new Float64Array([32.8, -1e-300, Number.NaN]) },
    { name: "accounts", type: "int32", values: new Int32Array([3, 0, 159]) },
  ],
};
const ROWS = [
  { cell: "872d10b6cffffff", note: 'İı, "ş"\r\n', lat: 39.9, lon: 32.8, accounts: 3 },
  { cell: "872d10b6dffffff", note: "", lat: 0.30000000000000004, lon: -1e-300, accounts: 0 },
  { cell: null, note: null, lat: null, lon: null, accounts: 159 },
];

describe("export formats", () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.remove());
  const file = (name: string) => join(folder.path, name);

  it("writes CSV after RFC 4180 that tells an empty text from a null", async () => {
    await writeCsv(TABLE, file("a.csv"), false);
    expect(await readFile(file("a.csv"), "utf8")).toBe(
      "cell,note,lat,lon,accounts\r\n" +
        '872d10b6cffffff,"İı, ""ş""\r\n",39.9,32.8,3\r\n' +
        '872d10b6dffffff,"",0.30000000000000004,-1e-300,0\r\n' +
        ",,,,159\r\n",
    );
  });

  it("writes CSV that no spreadsheet runs, unless it is to be raw; numbers stay numbers", async () => {
    const names = { name: "=name", type: "utf8" as const, values: ["=1+1", "@a", 'x;-1,"y"'] };
    const table = {
      name: "t",
      rows: 3,
      columns: [names, { name: "n", type: "int32" as const, values: new Int32Array([-1, 2, -3]) }],
    };
    await writeCsv(table, file("n.csv"), false);
    expect(await readFile(file("n.csv"), "utf8")).toBe(
      `'=name,n\r\n'=1+1,-1\r\n'@a,2\r\n"x;'-1,""y""",-3\r\n`,
    );
    await writeCsv(table, file("r.csv"), true);
    expect(await readFile(file("r.csv"), "utf8")).toBe(`=name,n\r\n=1+1,-1\r\n@a,2\r\n"x;-1,""y""",-3\r\n`);
    await writeParquet(table, file("n.parquet"));
    expect(rowsOf(await readParquet(file("n.parquet"), "t"))[0]).toEqual({ "=name": "=1+1", n: -1 });
  });

  it("writes CSV that DuckDB reads back", async () => {
    await writeCsv(TABLE, file("b.csv"), false);
    const database = await openDatabase(":memory:");
    const rows = await database.query(`SELECT cell, lat, lon, accounts FROM read_csv('${file("b.csv")}')`);
    database.close();
    expect(rows).toEqual(ROWS.map(({ note: _, ...row }) => row));
  });

  it("writes Parquet that reads back to the same bits, whole or narrowed", async () => {
    await writeParquet(TABLE, file("a.parquet"));
    expect(rowsOf(await readParquet(file("a.parquet"), "cells"))).toEqual(ROWS);
    expect(rowsOf(await readParquet(file("a.parquet"), "cells", { note: "" }))).toEqual([ROWS[1]]);
  });

  it("writes any numbers to Parquet without losing a bit", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 50 }),
        async values => {
          const column = { name: "x", type: "float64" as const, values: Float64Array.from(values) };
          await writeParquet({ name: "t", rows: values.length, columns: [column] }, file("p.parquet"));
          const { columns } = await readParquet(file("p.parquet"), "t");
          expect([...columns[0]!.values]).toEqual(values.map(v => (Object.is(v, -0) ? 0 : v)));
        },
      ),
      { numRuns: 20, seed: 1 },
    );
  });

  it("writes an Arrow file and an Arrow stream that apache-arrow reads", async () => {
    await writeArrow(TABLE, file("a.arrow"));
    expect(
      tableFromIPC(await readFile(file("a.arrow")))
        .toArray()
        .map(row => row.toJSON()),
    ).toEqual(ROWS);
    const stream = tableFromIPC(arrowBytes(TABLE, "stream", ["lat"]));
    expect(String(stream.schema.fields[2]!.type)).toBe("Float32");
    expect(stream.getChild("lat")!.get(0)).toBeCloseTo(39.9, 5);
    expect(stream.getChild("lat")!.get(2)).toBeNull();
  });

  it("writes GeoJSON with hexagons, points, and no geometry for the unplaced", async () => {
    await writeGeoJson(TABLE, cellGeometry(TABLE), file("a.geojson"));
    const { type, features } = JSON.parse(await readFile(file("a.geojson"), "utf8"));
    expect(type).toBe("FeatureCollection");
    expect(features.map((f: { properties: unknown }) => f.properties)).toEqual(ROWS);
    const ring = features[0].geometry.coordinates[0];
    expect(ring).toHaveLength(7);
    expect(ring[0]).toEqual(ring[6]);
    expect(features[2].geometry).toBeNull();
    expect(pointGeometry(TABLE)(0)).toEqual({ type: "Point", coordinates: [32.8, 39.9] });
    expect(pointGeometry(TABLE)(2)).toBeNull();
  });

  it("leaves the old file in place when writing fails", async () => {
    await writeCsv(TABLE, file("kept.csv"), false);
    const before = await readFile(file("kept.csv"), "utf8");
    const failing = writeAtomically(file("kept.csv"), async temporary => {
      await writeCsv({ ...TABLE, rows: 1 }, temporary, false);
      throw new Error("disk gone");
    });
    await expect(failing).rejects.toThrow("disk gone");
    expect(await readFile(file("kept.csv"), "utf8")).toBe(before);
  });
});
