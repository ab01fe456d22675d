import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isoDay } from "../core/period.ts";
import type { Market } from "../data/market/market.ts";
import type { Planted } from "../proof/planted/plantedMarkets.ts";

/**
 * Writes a planted market as the folder that a company would have, to be built and served as any other; what was planted
 * lies in `truth.csv`, which no source names.
 */
export async function writePlantedFolder(dir: string, { market, truth }: Planted): Promise<void> {
  await mkdir(dir, { recursive: true });
  const files: Readonly<Record<string, string>> = {
    "market.yaml": marketYaml(market),
    "accounts.csv": accountsCsv(market),
    "sales.csv": salesCsv(market),
    "panel.csv": panelCsv(market),
    "areas.geojson": areasGeoJson(market),
    "territories.csv": csv(
      "territory_id,area_id,rep_id",
      market.areas.map((area, a) => {
        const territory = market.territories[market.plan.areas[a]];
        return [territory.id, area.id, territory.repId];
      }),
    ),
    "reps.csv": csv(
      "rep_id,name,lat,lon,weekly_calls",
      market.reps.map(r => [r.id, r.name, r.lat, r.lon, r.weeklyCalls]),
    ),
    "visits.csv": visitsCsv(market),
    "sightings.csv": sightingsCsv(market),
    "truth.csv": csv(
      "cell,lat,lon,area_id,type,amount_52w",
      Array.from(truth.h3, (h3, i) => [
        h3.toString(16),
        truth.lat[i],
        truth.lon[i],
        market.areas[truth.area[i]].id,
        market.types[truth.type[i]],
        truth.amount52[i] / market.minorUnits,
      ]),
    ),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
}

type Field = string | number | null;

function csv(header: string, rows: readonly (readonly Field[])[]): string {
  const field = (value: Field) =>
    value === null || Number.isNaN(value) ? "" : typeof value === "number" ? String(value) : value;
  return `${[header, ...rows.map(row => row.map(field).join(","))].join("\n")}\n`;
}

function marketYaml(market: Market): string {
  return `# ${market.name}: every shop and sale in it is invented.
name: "${market.name}"
synthetic: true
own_brand: ${market.brands[0]}
currency: ${market.currency}
timezone: ${market.timezone}
resolution: ${market.resolution}
period: ${market.period}
seed: ${market.seed}
sources:
  accounts: {file: accounts.csv}
  sales: [{file: sales.csv}, {file: panel.csv, span: month}]
  areas: {file: areas.geojson}
  territories: {file: territories.csv}
  reps: {file: reps.csv}
  visits: {file: visits.csv}
  sightings: {file: sightings.csv}
`;
}

function accountsCsv({ accounts, types, areas, territories }: Market): string {
  const staff = accounts.attributes.staff;
  const day = (value: number) => (Number.isNaN(value) ? null : isoDay(value));
  return csv(
    `account_id,name,type,lat,lon,area_id,territory_id,opened,closed${staff ? ",staff" : ""}`,
    accounts.ids.map((id, i) => [
      id,
      accounts.names[i],
      types[accounts.type[i]],
      accounts.lat[i],
      accounts.lon[i],
      areas[accounts.area[i]].id,
      territories[accounts.territory[i]].id,
      day(accounts.opened[i]),
      day(accounts.closed[i]),
      ...(staff ? [staff.values[i]] : []),
    ]),
  );
}

function salesCsv({ sales, accounts, periodStart, brands, minorUnits }: Market): string {
  return csv(
    "date,account_id,brand,amount",
    Array.from(sales.amount, (amount, i) => [
      isoDay(periodStart[sales.period[i]]),
      accounts.ids[sales.account[i]],
      brands[sales.brand[i]],
      amount / minorUnits,
    ]),
  );
}

function panelCsv({ areaSales, brands, minorUnits }: Market): string {
  return csv(
    "date,area_id,brand,amount",
    Array.from(areaSales.amount, (amount, i) => [
      isoDay(areaSales.start[i]),
      areaSales.areaIds[i],
      brands[areaSales.brand[i]],
      amount / minorUnits,
    ]),
  );
}

function areasGeoJson({ areas }: Market): string {
  return JSON.stringify({
    type: "FeatureCollection",
    features: areas.map(({ id, name, population, attributes, geometry }) => ({
      type: "Feature",
      properties: { area_id: id, name, population, income: attributes.income },
      geometry,
    })),
  });
}

function visitsCsv({ visits, accounts, reps, periodStart }: Market): string {
  return csv(
    "account_id,at,rep_id,channel",
    Array.from(visits.account, (account, i) => {
      const hour = visits.hourOfWeek[i];
      const day = isoDay(periodStart[visits.period[i]] + Math.floor(hour / 24));
      const time = `${String(hour % 24).padStart(2, "0")}:00`;
      return [accounts.ids[account], `${day} ${time}`, reps[visits.rep[i]].id, "face_to_face"];
    }),
  );
}

function sightingsCsv({ sightings, accounts }: Market): string {
  const staff = sightings.attributes.staff;
  return csv(
    `source,ref,lat,lon,account_id,name,type${staff ? ",staff" : ""}`,
    sightings.ref.map((ref, i) => [
      sightings.source[i],
      ref,
      sightings.lat[i],
      sightings.lon[i],
      sightings.account[i] < 0 ? null : accounts.ids[sightings.account[i]],
      sightings.name[i],
      sightings.type[i],
      ...(staff ? [staff.values[i]] : []),
    ]),
  );
}
