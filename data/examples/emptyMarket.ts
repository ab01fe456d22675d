import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { configJsonSchema } from "../config/config.ts";
import {
  TABLE_NAMES,
  TABLES,
  type TableColumnSpec,
  type TableName,
  type TableSpec,
} from "../config/schema.ts";
import { KIND_HELP, type Remark, TABLE_HELP } from "./tableHelp.ts";

/** Without these two there is no market; the others are taken in by removing a `#`. */
const NEEDED: readonly TableName[] = ["accounts", "sales"];
const SCHEMA = "market.schema.json";
const ORDER = Object.keys(TABLE_HELP) as TableName[];

/** Key and example, in the order of the file; `optional` ones stand behind a `#`. */
const KEYS: readonly (Remark & { readonly yaml: string; readonly optional?: true })[] = [
  { yaml: "name: My market", en: "the market's name on the page", tr: "sayfada görünecek pazar adı" },
  {
    yaml: "own_brand: OUR BRAND",
    en: "your own brand, written as in the column brand of sales",
    tr: "kendi markanız, sales tablosunun brand sütununda yazıldığı gibi",
  },
  {
    yaml: "currency: TRY",
    en: "ISO 4217 code of all amounts",
    tr: "bütün tutarların para birimi (ISO 4217)",
  },
  { yaml: "timezone: Europe/Istanbul", en: "local time of the files", tr: "dosyalardaki yerel saat" },
  { yaml: "language: tr", en: "page and reports: en or tr", tr: "sayfa ve raporların dili: en ya da tr" },
  {
    yaml: "resolution: 8",
    en: "size of the map's cells (H3): 8 ≈ 0.7 km² for a city, 6 ≈ 36 km² for a country",
    tr: "harita hücresinin boyu (H3): şehir için 8 ≈ 0,7 km², ülke için 6 ≈ 36 km²",
  },
  {
    yaml: "period: week",
    en: "step of time: week or month",
    tr: "zaman adımı: week (hafta) ya da month (ay)",
  },
  {
    yaml: "synthetic: true",
    optional: true,
    en: "the data are invented: the page and the reports say so",
    tr: "veriler uydurmadır: sayfa ve raporlar bunu belirtir",
  },
  {
    yaml: "history: {from: 2020-01-06, to: 2025-12-28}",
    optional: true,
    en: "only this part of the sales; without it, all",
    tr: "satışların yalnız bu bölümü; yazılmazsa tümü",
  },
  {
    yaml: "house_territory: HOUSE",
    optional: true,
    en: "the territory of what no other one has",
    tr: "başka hiçbir satış bölgesinde olmayanların satış bölgesi",
  },
  {
    yaml: "plans: [{plan: east-2, from: 2026-01-05}]",
    optional: true,
    en: "saved plans of territories (plans/east-2.csv) and from when they are in force",
    tr: "kayıtlı bölge planları (plans/east-2.csv) ve hangi günden beri geçerli oldukları",
  },
  { yaml: "seed: 1", optional: true, en: "seed of all chance", tr: "bütün rastlantıların tohumu" },
  {
    yaml: "max_rejects: 1%",
    optional: true,
    en: "share of a table's rows that may be bad",
    tr: "bir tabloda kabul edilen en çok hatalı satır payı",
  },
  {
    yaml: "max_expanded: 20 GB",
    optional: true,
    en: "what a packed file may unpack to",
    tr: "sıkıştırılmış bir dosyanın açıldığında en çok boyutu",
  },
  {
    yaml: "economics: {margin: 0.35, contact_cost: {face_to_face: 220, phone: 35}, rep_week: 21500}",
    optional: true,
    en: "gross margin, cost of a contact by channel, cost of a rep's week",
    tr: "brüt kâr payı, kanala göre temas maliyeti, bir temsilcinin haftalık maliyeti",
  },
  {
    yaml: "handover: {loss: 0%..17.6%, fade_weeks: 52, missed_weeks: 0..4}",
    optional: true,
    en: "a change of rep: share of a year's sales it costs, weeks in which that fades, weeks without a contact",
    tr: "temsilci değişikliği: bir yıllık satıştan kaybın payı, kaybın söndüğü hafta, temassız geçen hafta",
  },
  {
    yaml: "travel: {detour: 1.3, speed: 30, hours: 8:30-18}",
    optional: true,
    en: "how reps travel: road over the straight line, km an hour, hours of work; a matrix of minutes: matrix: FILE",
    tr: "temsilciler nasıl yol alır: yolun kuş uçuşuna oranı, saatte km, çalışma saatleri; dakikaların tablosu: matrix: DOSYA",
  },
];

/** Writes a template market: `market.yaml` with every key explained, header-only tables, README.txt. */
export async function writeEmptyMarket(dir: string): Promise<void> {
  const write = (name: string, text: string) => writeFile(join(dir, name), text);
  for (const table of TABLE_NAMES) await write(fileOf(table), emptyTable(table));
  await write(SCHEMA, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  await write("README.txt", readme());
  await write("market.yaml", marketYaml());
}

function fileOf(table: TableName): string {
  return table === "areas" ? "areas.geojson" : `${table}.csv`;
}

/** Semicolons, as spreadsheets in Turkey write them; the byte order mark makes Excel keep UTF-8. */
function emptyTable(table: TableName): string {
  if (table === "areas") return `${JSON.stringify({ type: "FeatureCollection", features: [] })}\n`;
  return `\uFEFF${Object.keys(TABLES[table].columns).join(";")}\r\n`;
}

function marketYaml(): string {
  const keys = KEYS.flatMap(({ yaml, optional, en, tr }) => [
    `# ${en}`,
    `# ${tr}`,
    optional ? `# ${yaml}` : yaml,
    "",
  ]);
  const sources = ORDER.flatMap(table => {
    const { en, tr } = TABLE_HELP[table];
    const line = `  ${table}: {file: ${fileOf(table)}}`;
    return ["", `  # ${en}`, `  # ${tr}`, NEEDED.includes(table) ? line : `#${line}`];
  });
  return [...HEAD, ...keys, ...SOURCES_HEAD, "sources:", ...sources, ""].join("\n");
}

const HEAD = [
  `# yaml-language-server: $schema=./${SCHEMA}`,
  "# A market for Penumbra. Remarks begin with #; where a line of yours stands behind one, take the # away.",
  "# Penumbra için bir pazar. Açıklamalar # ile başlar; kullanacağınız satırın başındaki # işaretini silin.",
  "",
];

const SOURCES_HEAD = [
  "# Which file is which table. Where your columns have other names, say so: ours first, then yours:",
  "# Hangi dosya hangi tablo. Sütun adlarınız farklıysa yazın: önce bizimki, sonra sizinki:",
  "#   accounts: {file: musteriler.csv, columns: {account_id: MUSTERI_KODU, lat: ENLEM, lon: BOYLAM}}",
  "# A table may have many files: / Bir tablonun birden çok dosyası olabilir:",
  "#   sales: [{file: satislar.csv}, {file: panel.csv, columns: {area_id: ILCE}, span: month}]",
  "# Where reading has to be told: / Okuma biçimi gerekirse söylenir:",
  '#   {file: eski.csv, encoding: windows-1254, delimiter: ";", decimal: ",", date_format: "%d.%m.%Y"}',
];

function readme(): string {
  const columns = ORDER.map(table => {
    const spec: TableSpec = TABLES[table];
    const list = Object.entries(spec.columns).map(
      ([name, column]) => `    ${name}${column.required ? "*" : ""}${hint(column)}`,
    );
    if (table === "areas") list.push("    geometry*  (Polygon, MultiPolygon)");
    const needs = spec.oneOf ? [`    ${oneOf(spec.oneOf)}`] : [];
    return [
      `${fileOf(table)}`,
      `  ${TABLE_HELP[table].en}`,
      `  ${TABLE_HELP[table].tr}`,
      ...list,
      ...needs,
      "",
    ];
  });
  return [...STEPS, ...columns.flat()].join("\n");
}

function hint({ kind, words }: TableColumnSpec): string {
  const help = KIND_HELP[kind];
  if (kind === "word") return `  (${Object.keys(words ?? {}).join(", ")})`;
  return help ? `  (${help.en} / ${help.tr})` : "";
}

function oneOf(groups: readonly (readonly string[])[]): string {
  return `one of / biri gerekli: ${groups.map(g => g.join(" + ")).join(" | ")}`;
}

const STEPS = [
  "YENİ PAZAR",
  "1. accounts.csv: müşterilerinizi yazın (yalnız account_id zorunlu; enlem ve boylam olmadan haritada yerleri olmaz).",
  "2. sales.csv: satışlarınızı yazın; en az bir tam hafta, en iyisi 5–10 yıl. Rakip satışı varsa onu da.",
  "3. market.yaml: own_brand ve name satırlarını düzeltin.",
  "4. penumbra check KLASÖR: ne eksik, ne okunamadı, söyler. Sonra: penumbra build KLASÖR.",
  "5. Öteki tabloları doldurdukça market.yaml içinde başlarındaki # işaretini silin.",
  "Excel'den kaydettiğiniz CSV olduğu gibi okunur: noktalı virgül, ondalık virgül, 31.12.2024, Türkçe harfler.",
  "",
  "A NEW MARKET",
  "1. accounts.csv: write your customers (only account_id is needed; without lat and lon they have no place on the map).",
  "2. sales.csv: write your sales; one whole week at least, 5 to 10 years at best. Rivals' sales too, where you have them.",
  "3. market.yaml: put your own_brand and name.",
  "4. penumbra check FOLDER says what is missing and what could not be read. Then: penumbra build FOLDER.",
  "5. As you fill in the other tables, take away the # before them in market.yaml.",
  "Any delimiter, decimal comma or point, ISO or local dates will do; the columns may have your own names.",
  "",
  "TABLOLAR VE SÜTUNLAR / TABLES AND COLUMNS (* = zorunlu, required)",
  "",
];
