import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CancelledError, InputError } from "../../core/errors.ts";
import { readConfig } from "../../data/config/config.ts";
import { ANKARA } from "../../data/examples/ankara.ts";
import { initExample } from "../../data/examples/initExample.ts";
import { planeAround } from "../../data/synthetic/geography.ts";
import type { SyntheticSpec } from "../../data/synthetic/spec.ts";
import { readTruth, type Truth } from "../../data/synthetic/truth.ts";
import { writeMarket } from "../../data/synthetic/writeMarket.ts";
import { minor, type PlantedMarket, plantMarket, sum } from "./smallAnkara.ts";

let root: string;
let planted: PlantedMarket;
let dir: string;
let truth: Truth;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-synthetic-"));
  planted = await plantMarket();
  ({ dir, truth } = planted);
});
afterAll(async () => {
  await rm(root, { recursive: true, force: true });
  await planted.remove();
});

const rows = (file: string) => planted.rows(file);
const known = () => truth.accounts.filter(a => a.known);
const sumBrands = (accounts: Truth["accounts"]) =>
  truth.spec.brands.map((_, b) => sum(accounts.map(a => a.amount52[b]!)));

describe("the folder", () => {
  test("is a market folder that says it is synthetic, with its truth named by no source", async () => {
    const config = await readConfig(dir);
    expect(config.synthetic).toBe(true);
    expect(config.name).toContain("sentetik");
    expect(config.own_brand).toBe("Telvane");
    const files = Object.values(config.sources).flatMap(list => (list ?? []).map(s => s.file));
    expect(files.some(f => f.includes("truth"))).toBe(false);
    expect((await readdir(dir)).sort()).toEqual([...files, "README.txt", "market.yaml", "truth"].sort());
    const readme = await readFile(join(dir, "README.txt"), "utf8");
    expect(readme).toContain("SENTETİKTİR");
    expect(readme).toContain("SYNTHETIC");
  });

  test("the files tell of known accounts only, and their sales add up to the truth's to the kuruş", async () => {
    const file = await rows("musteriler.csv");
    expect(file.map(r => r.musteri_kodu)).toEqual(known().map(a => a.id));
    const own = await rows("satislar.csv.gz");
    const panel = await rows("panel.csv.gz");
    const booked = new Map<string, number>();
    const add = (key: string, amount: number) => booked.set(key, (booked.get(key) ?? 0) + amount);
    for (const r of own) add(`${r.musteri_kodu} ${r.marka}`, minor(r.tutar!));
    for (const r of panel) add(`${r.account_id} ${r.brand}`, minor(r.amount!));
    const planted = known().flatMap(a =>
      truth.spec.brands.map((b, i) => [`${a.id} ${b.name}`, a.amount[i]!] as const),
    );
    expect(Object.fromEntries(booked)).toEqual(
      Object.fromEntries(planted.filter(([, amount]) => amount > 0)),
    );
    expect(sum(truth.weeks.flatMap(w => w.known))).toBe(sum(known().flatMap(a => a.amount)));
  });

  test("nobody sells, and no rep calls, before an account opens or after it closes", async () => {
    const lives = new Map(truth.accounts.map(a => [a.id, a]));
    const alive = (id: string, day: string) => {
      const { opened, closed } = lives.get(id)!;
      return day >= opened && (closed === null || day <= closed);
    };
    const panel = await rows("panel.csv.gz");
    expect(panel.filter(r => !alive(r.account_id!, r.date!))).toEqual([]);
    const visits = await rows("ziyaretler.csv.gz");
    expect(visits.filter(r => !alive(r.musteri_kodu!, r.zaman!.slice(0, 10)))).toEqual([]);
    expect(visits.length).toBeGreaterThan(50_000);
  });

  test("activity follows the clock: cafés' mornings and afternoons, restaurants' noon and evening", async () => {
    const counted = await rows("yaya_sayimi.csv.gz");
    expect(counted.length).toBe(truth.spec.activity.footfall);
    const plane = planeAround(truth.spec.geography.centre);
    const hours = { kafe: [] as number[], restoran: [] as number[] };
    const shops = truth.accounts.map(a => plane.toKm([a.lon, a.lat]));
    for (const r of counted.filter((_, i) => i % 60 === 0)) {
      const [x, y] = plane.toKm([Number(r.lon), Number(r.lat)]);
      const away = shops.map(([sx, sy]) => (sx - x) ** 2 + (sy - y) ** 2);
      const { type } = truth.accounts[away.indexOf(Math.min(...away))]!;
      if (type === "kafe" || type === "restoran") hours[type].push(Number(r.at!.slice(11, 13)));
    }
    const share = (of: number[], wanted: number[]) => of.filter(h => wanted.includes(h)).length / of.length;
    const [coffee, meals] = [
      [8, 9, 10, 15, 16, 17],
      [12, 13, 19, 20, 21],
    ];
    expect(share(hours.kafe, coffee)).toBeGreaterThan(1.3 * share(hours.restoran, coffee));
    expect(share(hours.restoran, meals)).toBeGreaterThan(1.3 * share(hours.kafe, meals));
  });

  test("a few known accounts lack coordinates, and then the file names their territory", async () => {
    const file = await rows("musteriler.csv");
    const unplaced = file.filter(r => r.enlem === "");
    expect(unplaced.length).toBeGreaterThan(0);
    expect(unplaced.length).toBeLessThan(0.01 * file.length);
    const territories = new Map(truth.accounts.map(a => [a.id, a.territoryId]));
    for (const r of unplaced) expect(r.bolge).toBe(territories.get(r.musteri_kodu!));
  });

  test("names are Turkish, İ and ı right, also where the clerk shouts", async () => {
    const names = (await rows("musteriler.csv")).map(r => r.unvan!);
    const shouted = names.filter(n => n === n.toLocaleUpperCase("tr") && n.length > 3);
    expect(shouted.some(n => n.includes("İ"))).toBe(true);
    expect(shouted.some(n => n.includes("I"))).toBe(true);
    expect(names.some(n => /ş|ğ|ı|ç|ö|ü/.test(n))).toBe(true);
  });
});

describe("the truth", () => {
  test("about 3,000 accounts of five types, of which some 2,200 are known", () => {
    expect(truth.accounts.length).toBe(3000);
    expect(new Set(truth.accounts.map(a => a.type)).size).toBe(5);
    // Bernoulli draws with the planted mean: 4 standard deviations are at most 4·√(3000/4) = 110
    expect(Math.abs(known().length - 2190)).toBeLessThan(110);
  });

  test("known accounts are those whose chance was high: observed shares follow the planted chances", () => {
    for (const [low, high] of [
      [0, 0.4],
      [0.4, 0.6],
      [0.6, 0.8],
      [0.8, 1],
    ] as const) {
      const group = truth.accounts.filter(a => a.knownChance > low && a.knownChance <= high);
      const expected = sum(group.map(a => a.knownChance));
      const sd = Math.sqrt(sum(group.map(a => a.knownChance * (1 - a.knownChance))));
      // Successors are known by birth: 1.6% of all accounts.
      expect(Math.abs(group.filter(a => a.known).length - expected)).toBeLessThan(4 * sd + 48);
    }
  });

  test("the own brand has a fifth to a quarter of the known market and less of the dark", () => {
    const share = (accounts: Truth["accounts"]) => sumBrands(accounts)[0]! / sum(sumBrands(accounts));
    expect(share(known())).toBeGreaterThan(0.18);
    expect(share(known())).toBeLessThan(0.26);
    expect(share(truth.accounts.filter(a => !a.known))).toBeLessThan(0.7 * share(known()));
  });

  test("occasions are Poisson at the planted rates: their number at known accounts is as expected", async () => {
    const first = Date.parse(truth.weeks[0]!.start);
    const week = (iso: string) => Math.round((Date.parse(iso) - first) / 604_800_000);
    const types = truth.spec.types.map(t => t.id);
    const expected = sum(
      known().map(a => {
        const from = Math.max(0, week(a.opened));
        const to = a.closed === null ? truth.weeks.length : week(a.closed);
        return a.rate * sum(truth.weeks.slice(from, to).map(w => w.index[types.indexOf(a.type)]!));
      }),
    );
    const seen = (await rows("satislar.csv.gz")).length + (await rows("panel.csv.gz")).length;
    expect(Math.abs(seen - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  test("Ramadan shows where it was planted: cafés sell less, markets more", async () => {
    const type = new Map(truth.accounts.map(a => [a.id, a.type]));
    const count = new Map<string, Map<string, number>>();
    for (const r of await rows("panel.csv.gz")) {
      const day = new Date(`${r.date}T00:00:00Z`);
      day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
      const monday = day.toISOString().slice(0, 10);
      const ofType = count.get(type.get(r.account_id!)!) ?? new Map<string, number>();
      ofType.set(monday, (ofType.get(monday) ?? 0) + 1);
      count.set(type.get(r.account_id!)!, ofType);
    }
    const ratio = (id: string) => {
      const inside = truth.weeks.filter(w => w.ramadan === 1 && w.beforeFeast === 0);
      const around = truth.weeks.filter((w, t) => {
        const near = truth.weeks.slice(Math.max(0, t - 5), t + 6).some(x => x.ramadan === 1);
        return near && w.ramadan === 0 && w.feast === 0 && w.beforeFeast === 0;
      });
      const mean = (weeks: Truth["weeks"]) =>
        sum(weeks.map(w => count.get(id)!.get(w.start)!)) / weeks.length;
      return mean(inside) / mean(around);
    };
    // exp(-0.45) = 0.64 and exp(0.16) = 1.17, give or take the common shocks
    expect(ratio("kafe")).toBeGreaterThan(0.54);
    expect(ratio("kafe")).toBeLessThan(0.74);
    expect(ratio("market")).toBeGreaterThan(1.06);
    expect(ratio("market")).toBeLessThan(1.28);
  });

  test("a rival's pulse shows in its share", () => {
    const b = truth.spec.brands.findIndex(x => x.name === "Anafartan");
    const promoted = truth.weeks.filter(w => w.promotion[b]! > 0);
    const quiet = truth.weeks.filter(w => w.promotion.every(u => u === 0));
    const share = (weeks: Truth["weeks"]) =>
      sum(weeks.map(w => w.known[b]!)) / sum(weeks.flatMap(w => w.known));
    expect(promoted.length).toBe(21);
    expect(share(promoted)).toBeGreaterThan(1.15 * share(quiet));
  });
});

describe("seeds", () => {
  const small: SyntheticSpec = {
    ...ANKARA,
    accounts: 200,
    history: { ...ANKARA.history, weeks: 20 },
    activity: { weeks: 2, footfall: 500 },
  };

  async function bytes(seed: number): Promise<Record<string, string>> {
    const at = await mkdtemp(join(root, "small-"));
    await writeMarket(at, small, { seed });
    const names = (await readdir(at, { recursive: true })).filter(n => n.includes("."));
    const read = names.sort().map(async n => [n, (await readFile(join(at, n))).toString("base64")] as const);
    return Object.fromEntries(await Promise.all(read));
  }

  test("the same seed gives the same bytes, another seed another market in the same places", async () => {
    const [a, b, c] = [await bytes(5), await bytes(5), await bytes(6)];
    expect(a).toEqual(b);
    for (const file of ["satislar.csv.gz", "panel.csv.gz", "musteriler.csv", "ziyaretler.csv.gz"])
      expect(c[file], file).not.toBe(a[file]);
    for (const file of ["ilceler.geojson", "bolgeler.csv", "temsilciler.csv", "README.txt"])
      expect(c[file], file).toBe(a[file]);
  });
});

describe("all or nothing", () => {
  const refusal = async (promise: Promise<unknown>) =>
    promise.then(
      () => null,
      (error: unknown) => error,
    );

  test("a folder that holds something is left alone", async () => {
    const full = join(root, "full");
    await mkdir(full);
    await writeFile(join(full, "notes.txt"), "mine");
    const error = await refusal(initExample(full, "ankara"));
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).message).toBe(
      `${full} is not empty (it holds notes.txt); give another folder, or empty this one first`,
    );
    expect(await readdir(full)).toEqual(["notes.txt"]);
  });

  test("a file in the way, an unknown example, and a market without truth are wrong input", async () => {
    const file = join(root, "file");
    await writeFile(file, "");
    expect(await refusal(initExample(file, "ankara"))).toMatchObject({ code: "not_a_folder" });
    expect(await refusal(initExample(join(root, "x"), "angora"))).toMatchObject({ code: "unknown_example" });
    expect(await refusal(readTruth(root))).toMatchObject({ code: "truth_missing" });
  });

  test("cancelled in the middle, it leaves nothing behind", async () => {
    const parent = await mkdtemp(join(root, "cancel-"));
    const abort = new AbortController();
    const onProgress = (p: { stage: string; done: number }) => {
      if (p.stage === "weeks" && p.done === 3) abort.abort();
    };
    const error = await refusal(
      initExample(join(parent, "m"), "ankara", { onProgress, signal: abort.signal }),
    );
    expect(error).toBeInstanceOf(CancelledError);
    expect(await readdir(parent)).toEqual([]);
  });

  test("an empty folder that exists is filled", async () => {
    const empty = await mkdtemp(join(root, "empty-"));
    await initExample(empty, "empty");
    expect(await readdir(empty)).toContain("market.yaml");
    expect((await readdir(root)).some(n => n.includes("making"))).toBe(false);
  });
});
