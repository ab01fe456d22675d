import "../../theme/column.css";
import "./health.css";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Failure, Placeholder } from "../../parts/Failure.tsx";
import { MarketTitle } from "../../parts/MarketTitle.tsx";
import { useHealth } from "./client.ts";
import { DarkHealth } from "./DarkHealth.tsx";
import { LearnedFrom } from "./LearnedFrom.tsx";
import { SalesHealth } from "./SalesHealth.tsx";

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
}

/** How far the twin may be trusted: what it could tell of what was hidden from it, and what it rests on. */
export default function HealthScreen({ markets, market }: Props) {
  const { t } = useWords();
  const health = useHealth(market.id);
  return (
    <main className="column-screen health-screen" aria-label={t("screen.health.hint")}>
      <div className="column">
        <MarketTitle markets={markets} market={market} />
        {health.isError && (
          <Failure error={health.error} title={t("health.failed")} retry={() => health.refetch()} />
        )}
        {health.isPending && <Placeholder height={420} />}
        {health.data && (
          <>
            <DarkHealth dark={health.data.dark} />
            <SalesHealth sales={health.data.sales} market={market} />
            <LearnedFrom sources={health.data.sources} />
          </>
        )}
      </div>
    </main>
  );
}
