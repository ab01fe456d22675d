import "../../theme/column.css";
import "./segments.css";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { useSegments } from "../../api/segments.ts";
import { Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { Failure, Placeholder } from "../../parts/Failure.tsx";
import { MarketTitle } from "../../parts/MarketTitle.tsx";
import { useView } from "../../state/view.ts";
import { Members } from "./Members.tsx";
import { Moves } from "./Moves.tsx";
import { SegmentTable } from "./SegmentTable.tsx";

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
}

/** Kinds of customers, who is in them, and how accounts move between them. */
export default function SegmentsScreen({ markets, market }: Props) {
  const { t } = useWords();
  const view = useView();
  const segments = useSegments(market.id);
  const chosen = segments.data?.segments.find(({ id }) => id === view.segment) ?? null;
  return (
    <main className="column-screen segments-screen" aria-label={t("screen.segments.hint")}>
      <div className="column">
        <MarketTitle markets={markets} market={market} />
        {segments.isError && (
          <Failure error={segments.error} title={t("segments.failed")} retry={() => segments.refetch()} />
        )}
        {segments.isPending && <Placeholder height={420} />}
        {segments.data === null && (
          <section className="card surface">
            <h2>{t("segments.none.title")}</h2>
            <p className="remark">
              <Sentence text={t("segments.none.text")} />
            </p>
          </section>
        )}
        {segments.data && (
          <>
            <SegmentTable market={market} answer={segments.data} chosen={chosen?.id ?? null} />
            {chosen && <Members market={market} segment={chosen} />}
            <Moves answer={segments.data} />
          </>
        )}
      </div>
    </main>
  );
}
