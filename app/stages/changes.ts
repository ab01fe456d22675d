import type { TableName } from "../../data/config/schema.ts";
import type { Fingerprint } from "../../data/store/fingerprint.ts";
import type { BuildRecord, BuildSummary } from "../state/manifest.ts";

/** A source file that came, went, or holds something else. */
export interface DataChange {
  readonly file: string;
  readonly tables: readonly TableName[];
  readonly change: "added" | "removed" | "changed";
}

/** A key of `market.yaml`; null: it was not there. */
export interface SettingChange {
  readonly setting: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface FigureChange {
  readonly figure: FigureName;
  /** `accounts`, `share`, or the currency's ISO 4217 code. */
  readonly unit: string;
  /** Null: the build had no such figure. */
  readonly before: number | null;
  readonly after: number | null;
}

/** What differs between two builds of a market: of what they were made from, and of the main figures that came of it. */
export interface Changes {
  readonly data: readonly DataChange[];
  readonly settings: readonly SettingChange[];
  /** Names of the results whose code differs. */
  readonly code: readonly string[];
  readonly figures: readonly FigureChange[];
}

export const NO_CHANGES: Changes = { data: [], settings: [], code: [], figures: [] };

/** A build, with the source files that it was made from. */
export interface Dated {
  readonly fingerprint: Fingerprint;
  readonly record: BuildRecord;
}

export function changesBetween(before: Dated, after: Dated): Changes {
  const [old, made] = [before.record.made, after.record.made];
  return {
    data: dataChanges(before, after),
    settings: settingChanges(settingsOf(before.record), settingsOf(after.record)),
    code: Object.keys(made).filter(name => made[name]!.code !== old[name]?.code),
    figures: figureChanges(before.record.summary, after.record.summary),
  };
}

function dataChanges(before: Dated, after: Dated): DataChange[] {
  const [old, now] = [before.fingerprint.files, after.fingerprint.files];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].flatMap(file => {
    if (old[file]?.sha256 === now[file]?.sha256) return [];
    const change = !old[file] ? "added" : !now[file] ? "removed" : "changed";
    const { files } = (now[file] ? after : before).record.data;
    const tables = (Object.keys(files) as TableName[]).filter(table => files[table]?.includes(file));
    return [{ file, tables, change }];
  });
}

type Settings = Readonly<Record<string, unknown>>;

/** All settings that some result reads. */
function settingsOf({ made }: BuildRecord): Settings {
  return Object.assign({}, ...Object.values(made).map(({ settings }) => settings));
}

function settingChanges(before: Settings, after: Settings): SettingChange[] {
  return Object.keys(after).flatMap(setting => {
    const [old, now] = [before[setting] ?? null, after[setting] ?? null];
    return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ setting, before: old, after: now }];
  });
}

/** The main figures; means where they are estimates. */
const FIGURES = {
  known_accounts: { unit: "accounts", of: s => s.accounts.known },
  dark_accounts: { unit: "accounts", of: s => s.accounts.dark?.mean },
  own_amount_52w: { unit: "currency", of: s => s.amount_52w.own },
  rival_amount_52w: { unit: "currency", of: s => s.amount_52w.rivals_known },
  dark_amount_52w: { unit: "currency", of: s => s.amount_52w.dark?.mean },
  market_amount_52w: { unit: "currency", of: s => s.amount_52w.market?.mean },
  untapped_share: { unit: "share", of: s => s.untapped_share?.mean },
  own_forecast_52w: { unit: "currency", of: s => s.forecast_52w.own.mean },
} as const satisfies Readonly<
  Record<
    string,
    {
      readonly unit: "accounts" | "share" | "currency";
      readonly of: (summary: BuildSummary) => number | null | undefined;
    }
  >
>;
export type FigureName = keyof typeof FIGURES;

function figureChanges(before: BuildSummary, after: BuildSummary): FigureChange[] {
  return (Object.keys(FIGURES) as FigureName[]).flatMap(figure => {
    const { unit, of } = FIGURES[figure];
    const [old, now] = [of(before) ?? null, of(after) ?? null];
    const told = unit === "currency" ? after.currency : unit;
    return old === now ? [] : [{ figure, unit: told, before: old, after: now }];
  });
}
