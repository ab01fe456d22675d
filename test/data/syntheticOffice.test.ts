import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayNumber, monthOf } from "../../core/period.ts";
import { planeAround } from "../../data/synthetic/geography.ts";
import { wholeMonths } from "../../data/synthetic/months.ts";
import type { Truth, TruthAccount } from "../../data/synthetic/truth.ts";
import { minor, type PlantedMarket, plantMarket, sum } from "./smallAnkara.ts";

let planted: PlantedMarket;
let truth: Truth;
let byId: Map<string, TruthAccount>;

beforeAll(async () => {
  planted = await plantMarket();
  truth = planted.truth;
  byId = new Map(truth.accounts.map(a => [a.id, a]));
});
afterAll(() => planted.remove());

const mean = (xs: readonly number[]) => sum(xs) / xs.length;
const spread = (xs: readonly number[]) => Math.sqrt(mean(xs.map(x => (x - mean(xs)) ** 2)));

describe("categories", () => {
  test("the files' amounts by brand and category are the truth's, and nobody sells out of its range", async () => {
    const { brands, categories } = truth.spec;
    const booked = brands.map(() => categories.names.map(() => 0));
    const add = (brand: string, category: string, amount: number) => {
      booked[brands.findIndex(b => b.name === brand)]![categories.names.indexOf(category)]! += amount;
    };
    for (const r of await planted.rows("satislar.csv.gz")) add(r.marka!, r.kategori!, minor(r.tutar!));
    for (const r of await planted.rows("panel.csv.gz")) add(r.brand!, r.category!, minor(r.amount!));
    expect(booked).toEqual(truth.categories.known);
    brands.forEach((brand, b) => {
      brand.range.forEach((strength, c) => {
        if (strength === 0) expect(truth.categories.known[b]![c]).toBe(0);
      });
    });
  });

  test("cafés brew filter coffee, pharmacies sell herbal tea", async () => {
    const { names } = truth.spec.categories;
    const sold = new Map<string, number[]>();
    for (const r of await planted.rows("panel.csv.gz")) {
      const type = byId.get(r.account_id!)!.type;
      if (!sold.has(type))
        sold.set(
          type,
          names.map(() => 0),
        );
      sold.get(type)![names.indexOf(r.category!)]!++;
    }
    const favourite = (type: string) => names[sold.get(type)!.indexOf(Math.max(...sold.get(type)!))];
    expect(favourite("kafe")).toBe("Filtre kahve");
    expect(favourite("eczane")).toBe("Bitki çayı");
  });
});

describe("contact windows", () => {
  test("about a third of the known accounts were asked, and what they said is true", async () => {
    const rows = await planted.rows("iletisim_tercihleri.csv");
    const asked = truth.accounts.filter(a => a.known && a.asked !== null);
    const known = truth.accounts.filter(a => a.known).length;
    // Binomial: 4 standard deviations
    expect(Math.abs(asked.length - 0.35 * known)).toBeLessThan(4 * Math.sqrt(0.35 * 0.65 * known) + 48);
    expect(new Set(rows.map(r => r.musteri_kodu))).toEqual(new Set(asked.map(a => a.id)));
    const channels = truth.spec.contact.channels;
    for (const r of rows) {
      const { welcome } = byId.get(r.musteri_kodu!)!;
      const c = channels.findIndex(channel => channel.id === r.kanal);
      expect(r.izin).toBe(welcome.allowed[c] ? "evet" : "hayır");
      if (!welcome.allowed[c]) continue;
      expect(r.gunler!.split(",").length).toBe(welcome.days.length);
      const windows = channels[c]!.hours ? [channels[c]!.hours] : welcome.windows;
      expect(windows).toContainEqual([Number(r.baslangic), Number(r.bitis)]);
    }
  });

  test("reps meet more of those whom they visit inside the windows", async () => {
    const channels = truth.spec.contact.channels.map(c => c.id);
    const met = { inside: [] as number[], outside: [] as number[] };
    for (const r of await planted.rows("ziyaretler.csv.gz")) {
      const { welcome } = byId.get(r.musteri_kodu!)!;
      const c = channels.indexOf(r.kanal!);
      const weekday = (new Date(`${r.zaman!.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
      const hour = Number(r.zaman!.slice(11, 13)) + Number(r.zaman!.slice(14, 16)) / 60;
      const { hours } = truth.spec.contact.channels[c]!;
      const windows = hours ? [hours] : welcome.windows;
      const inside =
        welcome.allowed[c]! &&
        welcome.days.includes(weekday) &&
        windows.some(([a, b]) => hour >= a && hour < b);
      met[inside ? "inside" : "outside"].push(r.sonuc === "order" || r.sonuc === "no_order" ? 1 : 0);
    }
    expect(mean(met.inside)).toBeCloseTo(0.92, 1);
    expect(mean(met.outside)).toBeCloseTo(0.5, 1);
    expect(met.outside.length / (met.inside.length + met.outside.length)).toBeGreaterThan(0.1);
  });
});

describe("the panel's district totals", () => {
  test("are what known and dark accounts sold, give or take the panel's error", async () => {
    const rows = await planted.rows("ilce_paneli.csv");
    const { from, to } = wholeMonths(truth.spec.history);
    const covered = truth.spec.geography.districts.filter(d => d.population >= 15_000);
    expect(rows.length).toBe(covered.length * truth.spec.brands.length * (to - from));
    expect(rows.map(r => minor(r.tutar!))).toEqual(truth.areaTotals.map(t => t.reported));
    const errors = truth.areaTotals.filter(t => t.sold > 0).map(t => Math.log(t.reported / t.sold));
    expect(spread(errors)).toBeGreaterThan(0.018);
    expect(spread(errors)).toBeLessThan(0.022);
  });

  test("of one district and month: known sales from the books lie below, the dark are the rest", async () => {
    const district = "cankaya";
    const known = new Map<string, number>();
    const add = (iso: string, id: string, amount: number) => {
      if (byId.get(id)!.areaId === district) known.set(iso, (known.get(iso) ?? 0) + amount);
    };
    for (const r of await planted.rows("satislar.csv.gz")) {
      const [, month, year] = r.tarih!.split(".");
      add(`${year}-${month}`, r.musteri_kodu!, minor(r.tutar!));
    }
    for (const r of await planted.rows("panel.csv.gz"))
      add(r.date!.slice(0, 7), r.account_id!, minor(r.amount!));
    const months = [...new Set(truth.areaTotals.map(t => t.month))];
    const sold = (month: string) =>
      sum(truth.areaTotals.filter(t => t.areaId === district && t.month === month).map(t => t.sold));
    for (const month of months) expect(known.get(month)!, month).toBeLessThan(sold(month));
    const dark = truth.accounts.filter(a => !a.known && a.areaId === district);
    const rest = sum(months.map(m => sold(m) - known.get(m)!));
    // Dark sales of all of history also hold its first days and its last month, which is not whole.
    const all = sum(dark.flatMap(a => a.amount));
    expect(rest / all).toBeGreaterThan(0.93);
    expect(rest / all).toBeLessThanOrEqual(1);
  });
});

describe("other lists of the market", () => {
  test("miss many accounts, prefer the large, and hold copies, dead and misplaced entries", async () => {
    const plane = planeAround(truth.spec.geography.centre);
    for (const list of truth.spec.lists) {
      const rows = await planted.rows(`liste_${list.id}.csv`);
      const told = truth.sightings.filter(s => s.list === list.id);
      expect(rows.map(r => r.ref)).toEqual(told.map(s => s.ref));
      const open = truth.accounts.filter(a => a.closed === null);
      const listed = new Set(told.map(s => s.accountId));
      const share = open.filter(a => listed.has(a.id)).length / open.length;
      expect(Math.abs(share - list.coverage)).toBeLessThan(0.05);
      const size = (a: TruthAccount) => Math.log(a.rate * a.amountMean);
      const [seen, missed] = [open.filter(a => listed.has(a.id)), open.filter(a => !listed.has(a.id))];
      expect(mean(seen.map(size))).toBeGreaterThan(mean(missed.map(size)) + 0.1);
      for (const kind of ["duplicate", "misplaced", "dead"] as const)
        expect(told.filter(s => s[kind]).length, `${list.id} ${kind}`).toBeGreaterThan(10);
      rows.forEach((r, i) => {
        const { accountId, misplaced } = told[i]!;
        if (r.account_id !== "") expect(r.account_id).toBe(accountId);
        if (accountId === null || misplaced) return;
        const { lat, lon } = byId.get(accountId)!;
        const km = plane.distanceKm([lon, lat], [Number(r.lon), Number(r.lat)]);
        expect(km).toBeLessThan(7 * list.pointKm);
      });
    }
  });

  test("show dark accounts, and name only known ones", async () => {
    const rows = await planted.rows("liste_rehber.csv");
    const dark = truth.sightings.filter(s => s.accountId !== null && !byId.get(s.accountId)!.known);
    expect(dark.length).toBeGreaterThan(300);
    for (const r of rows) if (r.account_id !== "") expect(byId.get(r.account_id!)!.known).toBe(true);
  });
});

describe("the office's books", () => {
  test("targets ask for the year before and 8%, territory by territory, and a year ahead", async () => {
    const rows = await planted.rows("hedefler.csv");
    const { from, to } = wholeMonths(truth.spec.history);
    expect(rows.length).toBe((to - from) * truth.spec.territories.length);
    const own = new Map<string, number>();
    for (const r of await planted.rows("satislar.csv.gz")) {
      const [day, month, year] = r.tarih!.split(".");
      const key = `${byId.get(r.musteri_kodu!)!.territoryId} ${monthOf(dayNumber(`${year}-${month}-${day}`)) + 12}`;
      own.set(key, (own.get(key) ?? 0) + minor(r.tutar!));
    }
    for (const r of rows) {
      const before = own.get(`${r.bolge} ${monthOf(dayNumber(`${r.ay}-01`))}`) ?? 0;
      expect(Math.abs(minor(r.hedef!) - 1.08 * before), `${r.bolge} ${r.ay}`).toBeLessThanOrEqual(5000);
    }
  });

  test("deals are won more often where the brand is liked, and are open only at the end", async () => {
    const rows = await planted.rows("firsatlar.csv");
    const liked = (id: string) => byId.get(id)!.preference[0]! > truth.spec.brands[0]!.share;
    const rate = (test: (id: string) => boolean) =>
      mean(
        rows
          .filter(r => r.sonuc !== "açık" && test(r.musteri_kodu!))
          .map(r => (r.sonuc === "kazanıldı" ? 1 : 0)),
      );
    expect(rate(liked)).toBeGreaterThan(rate(id => !liked(id)) + 0.15);
    expect(rows.filter(r => (r.sonuc === "açık") !== (r.kapanis === ""))).toEqual([]);
    expect(new Set(rows.map(r => r.firsat_no)).size).toBe(rows.length);
    const open = rows.filter(r => r.sonuc === "açık").length;
    expect(open).toBeGreaterThan(0);
    expect(open).toBeLessThan(0.06 * rows.length);
  });

  test("most tickets are solved at first contact; some of the others are late", async () => {
    const rows = await planted.rows("destek_kayitlari.csv");
    const first = mean(rows.map(r => (r.ilk_temasta === "evet" ? 1 : 0)));
    expect(first).toBeGreaterThan(0.56);
    expect(first).toBeLessThan(0.68);
    const late = rows.filter(r => r.cozum !== "" && r.cozum! > r.son_tarih!);
    expect(late.every(r => r.ilk_temasta === "hayır")).toBe(true);
    expect(late.length / rows.length).toBeGreaterThan(0.05);
    expect(rows.every(r => r.cozum === "" || r.cozum! >= r.acilis!)).toBe(true);
  });

  test("surveys are answered by customers, and the content ones say so", async () => {
    const rows = await planted.rows("anketler.csv");
    const scores = (test: (a: TruthAccount) => boolean) =>
      rows.filter(r => test(byId.get(r.musteri_kodu!)!)).map(r => Number(r.nps));
    expect(mean(scores(a => a.content > 0))).toBeGreaterThan(mean(scores(a => a.content <= 0)) + 1);
    expect(rows.every(r => Number(r.nps) >= 0 && Number(r.nps) <= 10)).toBe(true);
    expect(new Set(rows.map(r => r.csat))).toEqual(new Set(["1", "2", "3", "4", "5"]));
    expect(rows.every(r => byId.get(r.musteri_kodu!)!.known)).toBe(true);
  });
});
