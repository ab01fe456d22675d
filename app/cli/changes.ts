import { percent } from "../../core/figures.ts";
import type { Changes, DataChange, FigureChange, FigureName, SettingChange } from "../stages/changes.ts";
import { count, list, money, signedPercent } from "../words/format.ts";

/** What has changed since the last build, and what that did; nothing where there was none, or nothing has. */
export function describeChanges(changes: Changes | null): string {
  if (!changes) return "";
  const { data, settings, code, figures } = changes;
  const causes: [string, string][] = [
    ["data", data.map(describeData).join(", ")],
    ["settings", settings.map(describeSetting).join(", ")],
    ["code", code.join(", ")],
  ];
  const told = causes.filter(([, what]) => what !== "");
  if (told.length === 0) return "";
  const did = figures.length > 0 ? list(figures.map(describeFigure)) : "  no main figure is another\n";
  return `\nChanged since the last build\n${list(told)}What that did\n${did}`;
}

function describeData({ file, tables, change }: DataChange): string {
  return `${file} (${tables.join(", ")}) ${change}`;
}

function describeSetting({ setting, before, after }: SettingChange): string {
  const plain = [before, after].every(value => value === null || typeof value !== "object");
  return plain ? `${setting} ${before ?? "–"} → ${after ?? "–"}` : setting;
}

const FIGURES: Readonly<Record<FigureName, string>> = {
  known_accounts: "known accounts",
  dark_accounts: "unseen accounts",
  own_amount_52w: "own sales",
  rival_amount_52w: "rivals' sales",
  dark_amount_52w: "unseen sales",
  market_amount_52w: "market",
  untapped_share: "untapped",
  own_forecast_52w: "own sales ahead",
};

function describeFigure({ figure, unit, before, after }: FigureChange): [string, string] {
  const written = (value: number | null) => {
    if (value === null) return "–";
    if (unit === "accounts") return count(value);
    return unit === "share" ? percent(value) : money(value, unit);
  };
  const relative =
    before && after !== null && unit !== "share" ? `  ${signedPercent(after / before - 1)}` : "";
  return [FIGURES[figure], `${written(before)} → ${written(after)}${relative}`];
}
