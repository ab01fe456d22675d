import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stringify } from "yaml";
import type { SyntheticAccount } from "./accounts.ts";
import type { Footfall } from "./activity.ts";
import { isoDate } from "./calendar.ts";
import { districtOutlines } from "./geography.ts";
import { type Random, stream } from "./random.ts";
import type { Course } from "./simulate.ts";
import type { SyntheticSpec } from "./spec.ts";
import { openLines } from "./textFile.ts";

/**
 * The small files of the folder, in the dialects that a company in Turkey would have: its own files with
 * semicolons, decimal commas and dates like 31.12.2024, bought data with commas, points and ISO dates.
 */

/** `31.12.2024` of a day since 1970-01-01. */
export function turkishDate(day: number): string {
  const [y, m, d] = isoDate(day).split("-");
  return `${d}.${m}.${y}`;
}

/** A number with a decimal comma. */
export function decimalComma(value: number, digits: number): string {
  return value.toFixed(digits).replace(".", ",");
}

/** `2024-12-31 14:05` of a local minute since 1970-01-01 00:00. */
export function isoMinute(minute: number): string {
  return new Date(minute * 60_000).toISOString().slice(0, 16).replace("T", " ");
}

export const SALES_HEADER = "tarih;musteri_kodu;marka;adet;tutar";
export const PANEL_HEADER = "date,account_id,brand,units,amount";
export const VISITS_HEADER = "musteri_kodu;zaman;temsilci;kanal;dakika;sonuc";

/** `market.yaml`: which file is which table. */
export async function writeConfig(dir: string, spec: SyntheticSpec, seed: number): Promise<void> {
  const own = { date: "tarih", account_id: "musteri_kodu", brand: "marka", units: "adet", amount: "tutar" };
  const config = {
    name: spec.name[spec.language],
    synthetic: true,
    own_brand: spec.brands[0]!.name,
    currency: spec.currency,
    timezone: spec.timezone,
    language: spec.language,
    resolution: spec.resolution,
    period: "week",
    seed,
    economics: spec.economics,
    sources: {
      accounts: { file: "musteriler.csv", columns: ACCOUNT_COLUMNS },
      sales: [{ file: "satislar.csv.gz", columns: own }, { file: "panel.csv.gz" }],
      areas: {
        file: "ilceler.geojson",
        columns: { area_id: "ilce_id", name: "ilce_adi", population: "nufus" },
      },
      territories: {
        file: "bolgeler.csv",
        columns: { territory_id: "bolge", name: "bolge_adi", area_id: "ilce_id", rep_id: "temsilci" },
      },
      reps: {
        file: "temsilciler.csv",
        columns: {
          rep_id: "temsilci",
          name: "ad_soyad",
          lat: "enlem",
          lon: "boylam",
          weekly_calls: "haftalik_ziyaret",
          weekly_cost: "haftalik_maliyet",
        },
      },
      visits: {
        file: "ziyaretler.csv.gz",
        columns: {
          account_id: "musteri_kodu",
          at: "zaman",
          rep_id: "temsilci",
          channel: "kanal",
          minutes: "dakika",
          outcome: "sonuc",
        },
      },
      activity: [{ file: "yaya_sayimi.csv.gz" }, { file: "siparis_saatleri.csv.gz" }],
      calendar: { file: "takvim.csv" },
    },
  };
  const head = "# Synthetic example: every firm, shop, person and sale in it is invented (see README.txt).\n";
  await writeFile(join(dir, "market.yaml"), head + stringify(config));
}

const ACCOUNT_COLUMNS = {
  account_id: "musteri_kodu",
  name: "unvan",
  type: "tip",
  lat: "enlem",
  lon: "boylam",
  site_id: "yer_kodu",
  territory_id: "bolge",
  opened: "acilis",
  closed: "kapanis",
  influence: "etki",
  digital_affinity: "dijital",
};

/** README.txt in both languages, the market's own first. */
export async function writeReadme(dir: string, spec: SyntheticSpec): Promise<void> {
  const languages = spec.language === "tr" ? (["tr", "en"] as const) : (["en", "tr"] as const);
  const part = (l: "en" | "tr") => [spec.name[l], "", ...spec.about[l], ""].join("\n");
  await writeFile(join(dir, "README.txt"), languages.map(part).join("\n"));
}

/** The known accounts. A few lack coordinates, as in every CRM; for those the file names the territory. */
export async function writeAccounts(
  dir: string,
  spec: SyntheticSpec,
  seed: number,
  accounts: readonly SyntheticAccount[],
): Promise<void> {
  const random = stream(seed, "clerk");
  const file = openLines(join(dir, "musteriler.csv"), Object.values(ACCOUNT_COLUMNS).join(";"));
  for (const account of accounts) if (account.known) file.line(accountLine(spec, random, account));
  await file.close();
}

function accountLine(spec: SyntheticSpec, random: Random, account: SyntheticAccount): string {
  const unplaced = random.uniform() < spec.unplacedShare;
  const shouting = random.uniform() < 0.1;
  const unsure = random.uniform() < 0.15;
  return [
    account.id,
    shouting ? account.name.toLocaleUpperCase("tr") : account.name,
    spec.types[account.type]!.id,
    unplaced ? "" : decimalComma(account.at[1], 6),
    unplaced ? "" : decimalComma(account.at[0], 6),
    account.site,
    unplaced ? spec.territories[account.territory]!.id : "",
    unsure && account.from === 0 ? "" : turkishDate(account.opened),
    account.closed === null ? "" : turkishDate(account.closed),
    decimalComma(account.influence, 3),
    decimalComma(account.digital, 3),
  ].join(";");
}

/** Districts as areas: names, approximate public population, an invented index of purchasing power. */
export async function writeAreas(dir: string, spec: SyntheticSpec): Promise<void> {
  const outlines = districtOutlines(spec.geography);
  const features = outlines.features.map(({ geometry, properties: d }) => ({
    type: "Feature",
    properties: { ilce_id: d.id, ilce_adi: d.name, nufus: d.population, alim_gucu: d.income },
    geometry,
  }));
  await writeFile(join(dir, "ilceler.geojson"), JSON.stringify({ type: "FeatureCollection", features }));
}

/** Today's plan by district, and the reps at their homes. */
export async function writeTerritories(dir: string, spec: SyntheticSpec): Promise<void> {
  const plan = openLines(join(dir, "bolgeler.csv"), "bolge;bolge_adi;ilce_id;temsilci");
  const reps = openLines(
    join(dir, "temsilciler.csv"),
    "temsilci;ad_soyad;enlem;boylam;haftalik_ziyaret;haftalik_maliyet",
  );
  for (const { id, name, districts, rep } of spec.territories) {
    for (const district of districts) plan.line([id, name, district, rep.id].join(";"));
    const home = [decimalComma(rep.home[1], 4), decimalComma(rep.home[0], 4)];
    reps.line([rep.id, rep.name, ...home, rep.weeklyCalls, decimalComma(rep.weeklyCost, 2)].join(";"));
  }
  await Promise.all([plan.close(), reps.close()]);
}

/** Promotions that the company knows of; the unlisted ones are for the twin to find. */
export async function writeCalendar(dir: string, course: Course): Promise<void> {
  const file = openLines(join(dir, "takvim.csv"), "name,start,end,kind,brand,depth");
  const last = course.weeks.length;
  for (const { promotion, from, to } of course.pulses) {
    if (!promotion.listed) continue;
    const end = course.weeks[Math.min(to, last) - 1]!.start + 6;
    const dates = [isoDate(course.weeks[from]!.start), isoDate(end)];
    file.line([promotion.name, ...dates, "promotion", promotion.brand, promotion.depth].join(","));
  }
  await file.close();
}

export async function writeFootfall(dir: string, rows: readonly Footfall[]): Promise<void> {
  const file = openLines(join(dir, "yaya_sayimi.csv.gz"), "at,lat,lon,weight,kind");
  for (const { minute, at, weight } of rows)
    file.line(`${isoMinute(minute)},${at[1].toFixed(5)},${at[0].toFixed(5)},${weight},footfall`);
  await file.close();
}
