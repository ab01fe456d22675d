import { HEAT_METRICS, type HeatMetric } from "../../app/api/heat.ts";
import { PLAN_UNITS, type PlanUnitKind } from "../../app/api/plans.ts";
import { PAGE_PATH, SCREENS, type ScreenId } from "../../app/api/views.ts";
import { type HourWindow, readHourWindow, writeHourWindow } from "./hourWindow.ts";

export { SCREENS, type ScreenId };

/** Layers of the map; a market has those whose columns have values. */
export const LAYERS = [
  "known",
  "dark",
  "untapped",
  "share",
  "own",
  "market",
  "wallet",
  "spread",
  "activity",
  "heat",
] as const;
export type LayerId = (typeof LAYERS)[number];

export interface Camera {
  readonly lat: number;
  readonly lon: number;
  readonly zoom: number;
}

/** Everything that a view of the page is; null means the default. */
export interface View {
  readonly screen: ScreenId;
  /** What the address asks for and the page does not have: a path or the name of a view; null: nothing. */
  readonly lost: string | null;
  readonly market: string | null;
  readonly layer: LayerId;
  /** Which signal the heat layer shows; null: the first that the market has. */
  readonly heat: HeatMetric | null;
  /** Brush of the hour-of-week matrix. */
  readonly hours: HourWindow | null;
  /** First days (ISO) of the first and last period that the forecast chart shows. */
  readonly periods: readonly [string, string] | null;
  readonly territory: string | null;
  /** H3 index. */
  readonly cell: string | null;
  readonly brand: string | null;
  /** Account whose page is open. */
  readonly account: string | null;
  /** Segment whose accounts are shown. */
  readonly segment: string | null;
  /** File name of the scenario in the editor. */
  readonly scenario: string | null;
  /** Run whose answer is shown. */
  readonly run: string | null;
  /** Plan of territories that is shown; null: today's. */
  readonly plan: string | null;
  /** Plan that stands beside it. */
  readonly against: string | null;
  /** What plans are drawn from; null: cells. */
  readonly by: PlanUnitKind | null;
  /** Measure of territories that table and map show; null: the first that the market has. */
  readonly measure: string | null;
  /** Search of plans, and price of one, that are looked at. */
  readonly search: string | null;
  readonly price: string | null;
  /** What the colours of the map of a plan tell: whose a place is, or how much its territory has. */
  readonly colors: "territory" | "measure";
  readonly outlines: boolean;
  readonly camera: Camera | null;
  readonly language: "en" | "tr" | null;
  readonly theme: "dark" | "light" | null;
}

/** Reads a view from an address; what is missing or broken becomes the default, what leads nowhere is `lost`. */
export function readView(search: string, path: string = PAGE_PATH): View {
  const params = new URLSearchParams(search);
  const screen = oneOf(SCREENS, params.get("view") ?? "map");
  return {
    screen: screen ?? "map",
    lost: path !== PAGE_PATH ? path : screen === null ? params.get("view") : null,
    market: params.get("market"),
    layer: oneOf(LAYERS, params.get("layer")) ?? "known",
    heat: oneOf(HEAT_METRICS, params.get("heat")),
    hours: readHourWindow(params.get("hours")),
    periods: readPeriods(params.get("periods")),
    territory: params.get("territory"),
    cell: params.get("cell"),
    brand: params.get("brand"),
    account: params.get("account"),
    segment: params.get("segment"),
    scenario: params.get("scenario"),
    run: params.get("run"),
    plan: params.get("plan"),
    against: params.get("against"),
    by: oneOf(PLAN_UNITS, params.get("by")),
    measure: params.get("measure"),
    search: params.get("search"),
    price: params.get("price"),
    colors: oneOf(["measure"] as const, params.get("colors")) ?? "territory",
    outlines: params.get("outlines") !== "off",
    camera: readCamera(params.get("at")),
    language: oneOf(["en", "tr"] as const, params.get("lang")),
    theme: oneOf(["dark", "light"] as const, params.get("theme")),
  };
}

/** The search part of a view's address: only what differs from the default, so that links stay short. */
export function writeView(view: View): string {
  const params = new URLSearchParams();
  const set = (key: string, value: string | null) => value !== null && params.set(key, value);
  set("market", view.market);
  set("view", view.lost ?? (view.screen === "map" ? null : view.screen));
  set("layer", view.layer === "known" ? null : view.layer);
  set("heat", view.heat);
  set("hours", view.hours && writeHourWindow(view.hours));
  set("periods", view.periods?.join("~") ?? null);
  set("territory", view.territory);
  set("cell", view.cell);
  set("brand", view.brand);
  set("account", view.account);
  set("segment", view.segment);
  set("scenario", view.scenario);
  set("run", view.run);
  set("plan", view.plan);
  set("against", view.against);
  set("by", view.by);
  set("measure", view.measure);
  set("search", view.search);
  set("price", view.price);
  set("colors", view.colors === "territory" ? null : view.colors);
  set("outlines", view.outlines ? null : "off");
  set("at", view.camera && writeCamera(view.camera));
  set("lang", view.language);
  set("theme", view.theme);
  const text = params.toString();
  return text ? `?${text}` : "";
}

function oneOf<T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find(choice => choice === text) ?? null;
}

function readPeriods(text: string | null): readonly [string, string] | null {
  const match = /^(\d{4}-\d{2}-\d{2})~(\d{4}-\d{2}-\d{2})$/.exec(text ?? "");
  return match && match[1]! < match[2]! ? [match[1]!, match[2]!] : null;
}

function writeCamera(camera: Camera): string {
  return [camera.lat.toFixed(4), camera.lon.toFixed(4), camera.zoom.toFixed(2)].join(",");
}

function readCamera(text: string | null): Camera | null {
  const [lat, lon, zoom] = (text ?? "").split(",").map(Number);
  if (lat === undefined || lon === undefined || zoom === undefined) return null;
  const sound = Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 22;
  return sound ? { lat, lon, zoom } : null;
}
