import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Market } from "../../../data/market/market.ts";
import { plantedMarkets } from "../../../proof/planted/plantedMarkets.ts";
import { type Plan, today } from "../../../territory/plan/plan.ts";
import { type ImportOptions, importPlan } from "../../../territory/saved/importPlan.ts";
import { xlsxFile } from "../../data/xlsxFile.ts";

const planted = plantedMarkets()
  .find(m => m.name === "gamma sizes")!
  .make(5).market;
const NAMES = ["Çankaya", "Iğdır", "Şişli"];
/** Areas with Turkish names, reps with names, and accounts with postcodes: `06` and the area's number. */
const market: Market = {
  ...planted,
  areas: planted.areas.map((area, a) => ({ ...area, name: NAMES[a] ?? area.name })),
  territories: planted.territories.map((t, i) => ({ ...t, repId: `R${i + 1}` })),
  reps: planted.territories.map((_, i) => ({
    id: `R${i + 1}`,
    name: ["Ayşe Yıldız", "Işıl Doğan", "Barış Şen"][i] ?? `Rep ${i + 1}`,
    lat: null,
    lon: null,
    weeklyCalls: null,
    weeklyCost: null,
  })),
  accounts: {
    ...planted.accounts,
    attributes: {
      posta_kodu: { kind: "text", values: Array.from(planted.accounts.area, a => `0${6000 + a}`) },
    },
  },
};
const plan = today(market);
const [one, two] = market.areas;
const [T1, T2] = market.territories;

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "penumbra-import-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function imported(name: string, content: string | Uint8Array, options: Partial<ImportOptions> = {}) {
  await writeFile(join(dir, name), content);
  return importPlan(join(dir, name), { dir, market, added: false, ...options });
}

/** Territories that the accounts of an area have. */
const ofArea = (made: Plan, area: number) =>
  new Set(
    Array.from(made.territory)
      .filter((_, i) => market.accounts.area[i] === area)
      .map(t => made.territories[t]?.id),
  );

/** Windows-1254, as systems in Turkey write it. */
function latin5(text: string): Uint8Array {
  const letters: Readonly<Record<string, number>> = { Ğ: 0xd0, İ: 0xdd, Ş: 0xde, ğ: 0xf0, ı: 0xfd, ş: 0xfe };
  return Uint8Array.from(text, letter => letters[letter] ?? letter.codePointAt(0)!);
}

describe("a sheet of two columns", () => {
  it("of area names and reps is read as a plan, semicolons and Windows-1254 included", async () => {
    const text = `İlçe Adı;Satış Temsilcisi\r\nÇANKAYA;Işıl Doğan\r\nığdır;ayşe yıldız\r\n`;
    const { plan: made, columns } = await imported("plan.csv", latin5(text));
    expect(columns).toEqual({ area_id: "İlçe Adı", rep_id: "Satış Temsilcisi" });
    expect(ofArea(made, 0)).toEqual(new Set([T2!.id]));
    expect(ofArea(made, 1)).toEqual(new Set([T1!.id]));
    expect(ofArea(made, 2)).toEqual(ofArea(plan, 2));
    expect(await readdir(join(dir, ".penumbra"))).toEqual([]);
  });

  it("of postcodes goes by the accounts' own, zeros or not, and counts those without anybody", async () => {
    const { plan: made, silent } = await imported(
      "zip.csv",
      `Posta Kodu\tTemsilci\n6000\tR2\n06001\tR1\n34000\tR1\n`,
    );
    expect(silent).toBe(1);
    expect(ofArea(made, 0)).toEqual(new Set([T2!.id]));
    expect(ofArea(made, 1)).toEqual(new Set([T1!.id]));
    expect(made.reason[market.accounts.area.indexOf(0)]).toBe("account");
  });

  it("is told by what stands in it where its headings are unusual, and where it has none", async () => {
    const odd = await imported("odd.csv", `kim,nere\nR2,${one!.id}\n`);
    expect(odd.columns).toEqual({ area_id: "nere", rep_id: "kim" });
    expect(ofArea(odd.plan, 0)).toEqual(new Set([T2!.id]));
    const bare = await imported("bare.csv", `${one!.id},R2\n${two!.id},R1\n`);
    expect([...ofArea(bare.plan, 0), ...ofArea(bare.plan, 1)]).toEqual([T2!.id, T1!.id]);
  });

  it("may be a workbook", async () => {
    const bytes = xlsxFile([
      {
        name: "Plan",
        rows: [
          ["Posta Kodu", "Rep"],
          [6000, "R2"],
        ],
      },
      { name: "Notlar", rows: [["merhaba"]] },
    ]);
    const { plan: made } = await imported("plan.xlsx", bytes, { sheet: "Plan" });
    expect(ofArea(made, 0)).toEqual(new Set([T2!.id]));
    await expect(imported("plan.xlsx", bytes)).rejects.toMatchObject({ code: "which_sheet" });
  });

  it("makes new territories of reps that nobody knows only where that is asked", async () => {
    const text = `area_id,rep_id\n${one!.id},R99\n`;
    await expect(imported("new.csv", text)).rejects.toThrow(
      'new.csv line 2: rep_id: expected a rep of the market, got "R99"',
    );
    const { plan: made } = await imported("new.csv", text, { added: true });
    expect(made.territories.at(-1)).toEqual({ id: "R99", name: "R99", repId: "R99" });
    expect(ofArea(made, 0)).toEqual(new Set(["R99"]));
  });
});

describe("the first plan of a market", () => {
  it("has a territory for each rep of the sheet", async () => {
    const none = planted.accounts.ids.map(() => -1);
    const bare: Market = {
      ...market,
      territories: [],
      plan: { areas: Int32Array.from(market.areas, () => -1), cells: [] },
      accounts: {
        ...market.accounts,
        ownTerritory: Int32Array.from(none),
        namedTerritory: Int32Array.from(none),
      },
    };
    const rows = market.areas.map(({ id }, a) => `${id};${a % 2 ? "R1" : "Işıl Doğan"}`);
    const { plan: made } = await imported("first.csv", `ilce;temsilci\n${rows.join("\n")}\n`, {
      market: bare,
    });
    expect(made.territories).toEqual([
      { id: "R2", name: "Işıl Doğan", repId: "R2" },
      { id: "R1", name: "Ayşe Yıldız", repId: "R1" },
    ]);
    expect(ofArea(made, 0)).toEqual(new Set(["R2"]));
  });
});

describe("a bad plan", () => {
  const bad: readonly (readonly [string, string, string])[] = [
    [
      "an unknown area",
      `area,rep\nCankya,R1\n`,
      'bad.csv line 2: area_id: expected an area of the market, got "Cankya"; did you mean "Çankaya"?',
    ],
    [
      "an unknown account",
      `account_id,territory_id\nM0,T1\n`,
      "bad.csv line 2: account_id: expected an account",
    ],
    [
      "an unknown territory",
      `area_id;territory\nA0;TX\n`.replace("A0", one!.id),
      "bad.csv line 2: territory_id: expected a territory",
    ],
    [
      "a unit without a territory",
      `area_id,rep\n${one!.id},\n`,
      `bad.csv line 2: expected a territory for area_id "${one!.id}", got none`,
    ],
    [
      "a unit given twice",
      `area_id,rep\n${one!.id},R1\n\n${one!.id},R2\n`,
      `bad.csv line 4: area_id: "${one!.id}" has its territory from line 2 already`,
    ],
    ["no units", `x,rep\nfoo,R1\n`, "expected a column of areas, accounts, cells or postcodes"],
    ["nobody to have them", `area_id,note,x\n${one!.id},a,b\n`, "expected a column of territories or reps"],
    ["nothing at all", `area_id,rep_id\n`, "bad.csv line 1: expected rows below the header, got none"],
    [
      "a broken line",
      `area_id,rep_id\n${one!.id},R1,zuviel\n`,
      "bad.csv line 2: expected as many fields as the header has",
    ],
  ];
  it.each(bad)("with %s is refused with its place", async (_, text, message) => {
    await expect(imported("bad.csv", text)).rejects.toThrow(message);
  });

  it("with a rep of several territories asks which", async () => {
    const both = { ...market, territories: market.territories.map(t => ({ ...t, repId: "R1" })) };
    await expect(imported("bad.csv", `area_id,rep\n${one!.id},R1\n`, { market: both })).rejects.toThrow(
      "add a column territory_id that says which",
    );
  });

  it("with areas that nobody has, here and today, names them", async () => {
    const none = { ...market, plan: { areas: market.plan.areas.map(() => -1), cells: [] } };
    await expect(imported("bad.csv", `area_id,rep\n${one!.id},R1\n`, { market: none })).rejects.toThrow(
      `${market.areas.length - 1} areas have no territory, neither here nor in today's plan: ${two!.id}`,
    );
    const house = { ...none, plan: { ...none.plan, house: 2 } };
    const { plan: made } = await imported("ok.csv", `area_id,rep\n${one!.id},R1\n`, { market: house });
    expect(ofArea(made, 1)).toEqual(new Set([market.territories[2]!.id]));
  });
});

describe("outlines", () => {
  const lons = Array.from(market.accounts.lon)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const lats = Array.from(market.accounts.lat)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const [south, north] = [lats[0]! - 0.01, lats.at(-1)! + 0.01];
  const box = (territory_id: string, west: number, east: number, more = {}) => {
    const corners = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const properties = { territory_id, ...more };
    return { type: "Feature", properties, geometry: { type: "Polygon", coordinates: [corners] } };
  };
  const collection = (...features: unknown[]) => JSON.stringify({ type: "FeatureCollection", features });
  const [west, middle, east] = [lons[0]! - 0.01, lons[lons.length >> 1]!, lons.at(-1)! + 0.01];

  it("may bring new territories, and share a border on which an account stands", async () => {
    const { plan: made } = await imported(
      "map.geojson",
      collection(box(T1!.id, west, middle), box("T-new", middle, east, { name: "Yeni", rep_id: "R9" })),
    );
    const ids = new Set(Array.from(made.territory, t => made.territories[t]!.id));
    expect(ids).toEqual(new Set([T1!.id, "T-new"]));
  });

  it("that overlap are refused with both features and what they hold", async () => {
    await expect(
      imported("map.geojson", collection(box(T1!.id, west, east), box(T2!.id, middle, east))),
    ).rejects.toThrow(
      /map.geojson features 1 \(.*\) and 2 \(.*\) overlap: both hold \d+ accounts and the centres of/,
    );
  });

  it("that hold nothing are refused", async () => {
    const far = box(T2!.id, west, west + 1e-9);
    await expect(imported("map.geojson", collection(box(T1!.id, west, east), far))).rejects.toThrow(
      `map.geojson feature 2: ${T2!.id} would have no account and no place`,
    );
  });
});
