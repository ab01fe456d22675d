import type { MarketInfo } from "../../../app/api/schema.ts";
import type { SegmentPath as Path } from "../../../app/api/segments.ts";
import { formatDay } from "../../format/date.ts";
import { useSegmentName } from "../../i18n/useSegmentName.ts";
import { useWords } from "../../i18n/useWords.ts";
import { segmentRuns } from "./segmentRuns.ts";

interface Props {
  market: MarketInfo;
  path: Path;
  /** Whether the account is not open any more: it is in no segment then. */
  gone: boolean;
}

/** The segments it went through, quarter by quarter: a stretch as long as it stayed. */
export function SegmentPath({ market, path, gone }: Props) {
  const { t, language } = useWords();
  const name = useSegmentName(market.id);
  const runs = segmentRuns(path);
  if (runs.length === 0) return null;
  const told = (segment: string | null, run: number) => {
    if (segment !== null) return name(segment);
    return gone && run === runs.length - 1 ? t("account.path.gone") : t("account.path.unknown");
  };
  return (
    <section className="card surface" data-testid="segment-path">
      <h2>{t("account.path")}</h2>
      <ol className="segment-path">
        {runs.map(({ segment, from, length }, k) => (
          <li
            key={from}
            className={segment === null ? "unknown" : k === runs.length - 1 ? "now" : ""}
            style={{ flexGrow: length }}
          >
            <span className="segment-step" title={told(segment, k)}>
              {told(segment, k)}
            </span>
            <span className="small">{formatDay(from, language)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
