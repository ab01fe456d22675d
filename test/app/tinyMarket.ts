import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A hand-made market for tests: 40 accounts (one unplaced), 104 weeks, two territories, two rivals. */
const ACCOUNTS = 40;
const WEEKS = 104;
const BRANDS = ["Kervan", "Bozkır", "Hitit"];
const FIRST_MONDAY = Date.UTC(2023, 0, 2);
const DAY = 86_400_000;

/** A folder under the system's temporary folder, and its removal. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "penumbra-app-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/**
 * Writes the market into `dir` and gives the own sales of its last 52 weeks in kuruş.
 * @param size number of accounts; from 41 on they are enough for an estimate of the dark side, which takes a while
 */
export async function writeTinyMarket(dir: string, size = ACCOUNTS): Promise<{ ownLastYear: number }> {
  await mkdir(dir, { recursive: true });
  const next = linearCongruential(7);
  const accounts = ["account_id,name,type,lat,lon,territory_id,opened"];
  for (let i = 0; i < size; i++) {
    const east = i % 2;
    const at =
      i === 0 ? "," : `${(39.8 + 0.2 * next()).toFixed(5)},${(32.6 + 0.2 * east + 0.2 * next()).toFixed(5)}`;
    accounts.push(`A${i},Işık Market ${i},${i % 3 ? "market" : "kafe"},${at},T${east + 1},2022-01-01`);
  }
  const { lines, ownLastYear } = sales(next, size);
  const files = {
    "market.yaml": MARKET_YAML,
    "accounts.csv": accounts.join("\n"),
    "sales.csv": lines.join("\n"),
    "territories.csv": "territory_id,name,rep_id\nT1,Batı,R1\nT2,Doğu,R2",
    "reps.csv": "rep_id,name,weekly_calls\nR1,Ayşe,20\nR2,Barış,25",
    "areas.geojson": JSON.stringify(areas()),
    "visits.csv": visits(next).join("\n"),
    "activity.csv": activity(next).join("\n"),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), `${text}\n`);
  return { ownLastYear };
}

const MARKET_YAML = `name: Küçük pazar
own_brand: Kervan
currency: TRY
timezone: Europe/Istanbul
language: tr
resolution: 7
period: week
seed: 3
synthetic: true
sources:
  accounts: {file: accounts.csv}
  sales: {file: sales.csv}
  areas: {file: areas.geojson}
  territories: {file: territories.csv}
  reps: {file: reps.csv}
  visits: {file: visits.csv}
  activity: {file: activity.csv}`;

function sales(next: () => number, size: number): { lines: string[]; ownLastYear: number } {
  const lines = ["date,account_id,brand,units,amount"];
  let ownLastYear = 0;
  for (let week = 0; week < WEEKS; week++) {
    const day = isoDay(week * 7 + 2);
    for (let i = 0; i < size; i++) {
      for (const [b, brand] of BRANDS.entries()) {
        if (next() > 0.7) continue;
        const kurus = Math.round(5000 + 20_000 * next() * (1 + 0.2 * Math.sin((2 * Math.PI * week) / 52)));
        if (b === 0 && week >= WEEKS - 52) ownLastYear += kurus;
        lines.push(`${day},A${i},${brand},${1 + Math.floor(5 * next())},${(kurus / 100).toFixed(2)}`);
      }
    }
  }
  return { lines, ownLastYear };
}

function areas(): unknown {
  const square = (west: number) => [
    [
      [west, 39.7],
      [west + 0.2, 39.7],
      [west + 0.2, 40.1],
      [west, 40.1],
      [west, 39.7],
    ],
  ];
  const feature = (id: string, name: string, west: number) => ({
    type: "Feature",
    properties: { area_id: id, name, population: 100_000 },
    geometry: { type: "Polygon", coordinates: square(west) },
  });
  return {
    type: "FeatureCollection",
    features: [feature("B", "Batı ilçesi", 32.6), feature("D", "Doğu ilçesi", 32.8)],
  };
}

function visits(next: () => number): string[] {
  const lines = ["account_id,at,rep_id,channel"];
  for (let week = 0; week < WEEKS; week++) {
    for (let n = 0; n < 12; n++) {
      const account = Math.floor(next() * ACCOUNTS);
      const hour = 9 + Math.floor(next() * 8);
      lines.push(
        `A${account},${isoDay(week * 7 + (n % 5))}T${String(hour).padStart(2, "0")}:15:00,R${(account % 2) + 1},face_to_face`,
      );
    }
  }
  return lines;
}

function activity(next: () => number): string[] {
  const lines = ["at,account_id,weight,kind"];
  for (let n = 0; n < 600; n++) {
    const hour = String(8 + Math.floor(next() * 12)).padStart(2, "0");
    lines.push(`${isoDay(n % 700)}T${hour}:30:00,A${1 + Math.floor(next() * (ACCOUNTS - 1))},1,orders`);
  }
  return lines;
}

function isoDay(days: number): string {
  return new Date(FIRST_MONDAY + days * DAY).toISOString().slice(0, 10);
}

/** Numerical Recipes' "quick and dirty" generator: enough for a fixture, and the same everywhere. */
function linearCongruential(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
