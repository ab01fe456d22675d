import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { SyntheticAccount } from "./accounts.ts";
import type { Footfall } from "./activity.ts";
import { holidaysOf, isoDate } from "./calendar.ts";
import { decimalComma, isoMinute, turkishDate } from "./dialect.ts";
import { districtOutlines } from "./geography.ts";
import { ACCOUNT_COLUMNS } from "./marketConfig.ts";
import { type Random, stream } from "./random.ts";
import type { Course } from "./simulate.ts";
import type { SyntheticSpec } from "./spec.ts";
import { openLines } from "./textFile.ts";

/** README.txt in both languages, the market's own first. */
export async function writeReadme(dir: string, spec: SyntheticSpec): Promise<void> {
  const languages = spec.language === "tr" ? (["tr", "en"] as const) : (["en", "tr"] as const);
  const part = (l: "en" | "tr") => [spec.name[l], "", ...spec.about[l], ""].join("\n");
  await writeFile(join(dir, "README.txt"), languages.map(part).join("\n"));
}

/** Holidays are known a year ahead. */
const YEAR_WEEKS = 52;

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

/** Holidays, a year ahead too, and the promotions that the company knows of; the others are for the twin to find. */
export async function writeCalendar(dir: string, spec: SyntheticSpec, course: Course): Promise<void> {
  const file = openLines(join(dir, "takvim.csv"), "name,start,end,kind,brand,depth");
  const last = course.weeks.length;
  for (const { name, from, to } of holidaysOf(course.weeks[0]!.start, 7 * (last + YEAR_WEEKS)))
    file.line([spec.holidays[name], isoDate(from), isoDate(to), "holiday", "", ""].join(","));
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
