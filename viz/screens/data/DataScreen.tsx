import "../../theme/column.css";
import "./data.css";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { useData } from "../../api/client.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Detail } from "../../parts/Detail.tsx";
import { Failure, Placeholder } from "../../parts/Failure.tsx";
import { MarketTitle } from "../../parts/MarketTitle.tsx";
import { Guesses } from "./Guesses.tsx";
import { Readiness } from "./Readiness.tsx";
import { Rejects } from "./Rejects.tsx";
import { Sources } from "./Sources.tsx";

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
}

/** What the market rests on: how ready its files are, what became of their rows, and how they were read. */
export default function DataScreen({ markets, market }: Props) {
  const { t } = useWords();
  const data = useData(market.id);
  return (
    <main className="column-screen data-screen" aria-label={t("screen.data.hint")}>
      <div className="column">
        <MarketTitle markets={markets} market={market} />
        {data.isError && <Failure error={data.error} title={t("data.failed")} retry={() => data.refetch()} />}
        {data.isPending && <Placeholder height={420} />}
        {data.data && (
          <>
            {data.data.config_problem !== null && (
              <div role="alert" className="failure">
                <strong>{t("data.config.title")}</strong>
                <p>
                  <Detail error={data.data.config_problem} />
                </p>
                <p>{t("data.config.text")}</p>
              </div>
            )}
            <Readiness readiness={data.data.readiness} />
            <Sources data={data.data} currency={market.currency} />
            <Rejects data={data.data} />
            <Guesses data={data.data} />
          </>
        )}
      </div>
    </main>
  );
}
