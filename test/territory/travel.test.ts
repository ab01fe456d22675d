import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTravelMatrix } from "../../territory/travel/matrix.ts";
import { roadMinutes, travelMinutes } from "../../territory/travel/minutes.ts";

const folder = mkdtempSync(join(tmpdir(), "travel-"));
function file(text: string): string {
  const path = join(folder, "travel.csv");
  writeFileSync(path, text);
  return path;
}
const read = (text: string) => readTravelMatrix(file(text), "travel.csv", folder);

describe("minutes on the road", () => {
  it("are great circle × detour ÷ speed: a degree of longitude on the equator is 111.195 km", () => {
    expect(roadMinutes(0, 29, 0, 30, { detour: 1, kmh: 60 })).toBeCloseTo(111.195, 3);
    expect(roadMinutes(0, 29, 0, 30, { detour: 1.4, kmh: 30 })).toBeCloseTo(2 * 1.4 * 111.195, 2);
  });

  it("take the short way over the antimeridian and the pole", () => {
    expect(roadMinutes(0, 179.5, 0, -179.5)).toBeCloseTo(roadMinutes(0, 0, 0, 1), 9);
    expect(roadMinutes(89.5, 0, 89.5, 180)).toBeCloseTo(roadMinutes(0, 0, 1, 0), 9);
  });

  it("are the matrix's where it knows the way, or the way back, and the great circle's elsewhere", async () => {
    const matrix = await read('from_id,to_id,minutes\na,b,12.5\nb,a,14\n"a, Ltd",b,"7,5"\n');
    const minutes = travelMinutes(
      { ids: ["a", "b", "a, Ltd"], lat: [0, 0, 0], lon: [0, 1, 2] },
      undefined,
      matrix,
    );
    expect([minutes(0, 1), minutes(1, 0), minutes(1, 2), minutes(2, 2)]).toEqual([12.5, 14, 7.5, 0]);
    expect(minutes(0, 2)).toBe(roadMinutes(0, 0, 0, 2));
    expect(matrix.pairs).toBe(3);
  });

  it.each([
    ["from,to\na,b\n", /line 1: expected the columns from_id, to_id, minutes, got from, to/],
    ["from_id,to_id,minutes\na,b,12\na,b,13\n", /line 3: the way from "a" to "b" stands twice/],
    ["from_id,to_id,minutes\na,b,-1\n", /line 2: minutes: expected a number from 0 to 10,080, got "-1"/],
    ["from_id,to_id,minutes\na,b,soon\n", /got "soon"/],
    ["from_id,to_id,minutes\n,b,1\n", /line 2: expected a from_id and a to_id/],
  ])("refuse %j", async (text, message) => {
    await expect(read(text)).rejects.toMatchObject({
      code: "travel_matrix",
      message: expect.stringMatching(message),
    });
  });

  it("say that there is no such file", async () => {
    await expect(readTravelMatrix(join(folder, "none.csv"), "none.csv", folder)).rejects.toMatchObject({
      code: "source_missing",
    });
  });
});
