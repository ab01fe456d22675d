import * as Plot from "@observablehq/plot";
import type { AccountDetail } from "../../../app/api/accounts.ts";
import type { Language } from "../../format/number.ts";
import type { CHART_INK, Scheme } from "../../theme/palette.ts";
import { MARGINS, PLAIN_STYLE, yearAxis } from "./historyPlot.ts";

type Visit = AccountDetail["visits"]["latest"][number];

export interface VisitOptions {
  readonly width: number;
  readonly ink: (typeof CHART_INK)[Scheme];
  readonly language: Language;
  readonly label: string;
  /** First and last day of the purchases above. */
  readonly domain: readonly [Date, Date];
  /** A row each, most used first. */
  readonly channels: readonly (string | null)[];
  readonly channelName: (channel: string | null) => string;
  readonly tip: (visit: Visit) => string;
}

const ROW = 18;

/** A mark a contact, a row a channel, on the time axis of the purchases. */
export function drawVisits(visits: readonly Visit[], options: VisitOptions): Element {
  const { ink, language, channels, channelName } = options;
  const x = (visit: Visit) => new Date(visit.at.length > 10 ? `${visit.at}:00Z` : `${visit.at}T12:00:00Z`);
  const y = (visit: Visit) => channelName(visit.channel);
  return Plot.plot({
    width: options.width,
    height: ROW * channels.length + 22,
    marginLeft: MARGINS.left,
    marginRight: MARGINS.right,
    marginTop: 0,
    marginBottom: 22,
    ariaLabel: options.label,
    style: PLAIN_STYLE(ink.muted),
    x: yearAxis(language, options.domain),
    y: { type: "band", label: null, tickSize: 0, domain: channels.map(channelName), padding: 0.3 },
    marks: [
      Plot.tickX(visits, { x, y, stroke: ink.actual, strokeWidth: 1.2, strokeOpacity: 0.65 }),
      Plot.tip(
        visits,
        Plot.pointer({
          x,
          y,
          title: options.tip,
          fill: "var(--raised)",
          stroke: "var(--line)",
          textPadding: 8,
        }),
      ),
    ],
  });
}
