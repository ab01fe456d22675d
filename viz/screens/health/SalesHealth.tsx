import { besideBenchmark, type SalesRecord } from "../../../app/api/salesRecord.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { percent } from "../../../core/figures.ts";
import { formatDay } from "../../format/date.ts";
import { formatUnit } from "../../format/number.ts";
import { Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { AccountErrors } from "./AccountErrors.tsx";
import { BrandErrors } from "./BrandErrors.tsx";
import { ErrorTable } from "./ErrorTable.tsx";

interface Props {
  sales: SalesRecord | null;
  market: Pick<MarketInfo, "period" | "currency">;
}

/** How the forecast of own sales did with the last year hidden, beside its benchmarks. */
export function SalesHealth({ sales, market }: Props) {
  const { t } = useWords();
  return (
    <>
      <section className="card surface" data-testid="sales-health">
        <h2>
          {t("sales.title")}
          <span className="hint">{t("sales.hint")}</span>
        </h2>
        {sales === null ? (
          <p className="remark">
            <Sentence text={t("sales.none")} />
          </p>
        ) : (
          <>
            <Verdict sales={sales} market={market} />
            <ErrorTable sales={sales} period={market.period} />
            <p className="remark">
              <Sum sales={sales} />
            </p>
            <p className="remark">{t("sales.benchmarks")}</p>
          </>
        )}
      </section>
      {sales && sales.by_brand.length > 1 && <BrandErrors brands={sales.by_brand} period={market.period} />}
      {sales?.accounts && <AccountErrors accounts={sales.accounts} currency={market.currency} />}
    </>
  );
}

/** By territory, or by market where there are none. */
function Verdict({ sales, market }: { sales: SalesRecord } & Pick<Props, "market">) {
  const { t, language } = useWords();
  const score = sales.wape === null ? sales.market : sales;
  const beside = besideBenchmark(score);
  const [last] = sales.by_origin;
  if (!beside || !last) return null;
  return (
    <p className="health-verdict">
      {t(beside.ratio <= 1 ? "sales.better" : "sales.worse", {
        hidden: t(`sales.hidden.${market.period}`, { count: sales.holdout }),
        origin: formatDay(last.origin, language),
        error: percent(score.wape!, language),
        ratio: formatUnit(beside.ratio, language),
        benchmark: t(`sales.${beside.of}`),
      })}
    </p>
  );
}

function Sum({ sales }: { sales: SalesRecord }) {
  const { t, language } = useWords();
  const { level, inside90 } = sales.market;
  const { crps, crps_seasonal_naive: naive } = sales.wape === null ? sales.market : sales;
  return t(inside90 === 1 ? "sales.sum.held" : "sales.sum.missed", {
    level: level === null ? "–" : percent(level, language),
    crps: crps === null || !naive ? "–" : formatUnit(crps / naive, language),
  });
}
