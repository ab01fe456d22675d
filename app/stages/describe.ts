import { isoDay } from "../../core/period.ts";
import type { IngestReport } from "../../data/ingest/ingest.ts";
import type { Market } from "../../data/market/market.ts";
import { openAccounts } from "../../data/market/openAccounts.ts";
import type { Twin } from "../../twin/source.ts";
import type { Kpis, MarketInfo } from "../api/schema.ts";
import { KPI_SCOPES } from "../api/scopes.ts";
import { type Bounds, boundsOfPoints } from "../geography/bounds.ts";
import type { BuildSummary, KeptDark, YearAhead } from "../state/manifest.ts";
import { type Amounts, knownSites, lastDay, lastYears } from "./history.ts";

const EVERYWHERE: Bounds = [-180, -85, 180, 85];

/** What the page must know of a market before it draws anything. */
export function describeMarket(
  market: Market,
  told: Pick<MarketInfo, "language" | "twinHash" | "activity" | "heat">,
): Omit<MarketInfo, "id"> {
  const { accounts, cells } = market;
  const open = openAccounts(market);
  const bounds = boundsOfPoints(cells.lat, cells.lon) ?? EVERYWHERE;
  return {
    name: market.name,
    synthetic: market.synthetic,
    currency: market.currency,
    timezone: market.timezone,
    resolution: market.resolution,
    period: market.period,
    brands: brandsByAmount(market),
    bounds: [...bounds],
    history: historyOf(market),
    counts: {
      accounts: open.reduce((n, is) => n + is, 0),
      sites: knownSites(market),
      unplaced: open.reduce((n, is, i) => n + (is === 1 && accounts.cell[i]! < 0 ? 1 : 0), 0),
      cells: cells.count,
      territories: market.territories.length,
      areas: market.areas.length,
    },
    ...told,
    territories: market.territories.map(({ id, name, repId }) => ({ id, name, repId })),
  };
}

/** The figures of the KPI strip. */
export function describeKpis(market: Market, ahead: YearAhead): Omit<Kpis, "dark"> {
  const { last, before } = lastYears(market);
  const total = marketAmount(last);
  return {
    own_amount_52w: last.own / market.minorUnits,
    own_amount_change: before && before.own > 0 ? last.own / before.own - 1 : null,
    rival_amount_52w: major(last.rivals, market),
    market_amount_52w: major(total, market),
    own_share_52w: total ? last.own / total : null,
    known_accounts: knownSites(market),
    scopes: KPI_SCOPES,
    own_forecast_52w: ahead.own,
    forecast_runs: ahead.runs,
  };
}

/** What `build` prints. */
export function describeBuild(
  market: Market,
  twin: Pick<Twin, "hash">,
  ahead: YearAhead,
  report: Pick<IngestReport, "rows" | "notes">,
  { dark, trackRecord }: KeptDark,
): Omit<BuildSummary, "sources"> {
  const { last } = lastYears(market);
  const figures = dark?.figures;
  return {
    name: market.name,
    synthetic: market.synthetic,
    currency: market.currency,
    accounts: { known: knownSites(market), dark: figures?.accounts ?? null },
    amount_52w: {
      own: last.own / market.minorUnits,
      rivals_known: major(last.rivals, market),
      dark: figures?.amount ?? null,
      dark_own: figures?.own_amount ?? null,
      market: figures?.market ?? null,
    },
    own_share: figures?.own_share ?? null,
    untapped_share: figures?.untapped_share ?? null,
    unaware_accounts: figures?.unaware ?? null,
    dark: dark && {
      situation: dark.situation,
      notes: dark.notes,
      correction: dark.correction,
      track_record: trackRecord,
    },
    forecast_52w: ahead,
    history: historyOf(market),
    twin_hash: twin.hash,
    rows: report.rows,
    notes: report.notes,
  };
}

function historyOf(market: Market): MarketInfo["history"] {
  return {
    first: isoDay(market.periodStart[0]!),
    last: isoDay(lastDay(market)),
    periods: market.periodStart.length,
  };
}

function brandsByAmount(market: Market): string[] {
  const { byBrand } = lastYears(market).last;
  const rivals = market.brands.map((name, brand) => ({ name, amount: byBrand[brand]! })).slice(1);
  rivals.sort((a, b) => b.amount - a.amount);
  return [market.brands[0]!, ...rivals.map(({ name }) => name)];
}

function marketAmount({ own, rivals }: Amounts): number | null {
  return rivals === null ? null : own + rivals;
}

function major(minor: number | null, market: Market): number | null {
  return minor === null ? null : minor / market.minorUnits;
}
