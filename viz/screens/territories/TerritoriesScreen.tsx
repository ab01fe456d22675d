import "./territories.css";
import { TODAY } from "../../../app/api/plans.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Failure, Placeholder } from "../../parts/Failure.tsx";
import { useView } from "../../state/view.ts";
import { usePlans } from "./client.ts";
import { Workshop } from "./Workshop.tsx";

/** Plans of territories: what is in force, what was saved, and what somebody makes of it. */
export default function TerritoriesScreen({ market }: { market: MarketInfo }) {
  const { t } = useWords();
  const { plan } = useView();
  const plans = usePlans(market.id);
  const shown = plan ?? TODAY;
  return (
    <main className="territories-screen" aria-label={t("screen.territories.hint")}>
      {market.territories.length === 0 ? (
        <p className="plan-empty">{t("plans.table.empty")}</p>
      ) : plans.isError ? (
        <Failure error={plans.error} title={t("plans.failed")} retry={() => plans.refetch()} />
      ) : plans.data ? (
        <Workshop key={shown} market={market} plans={plans.data} plan={shown} />
      ) : (
        <Placeholder height={320} />
      )}
    </main>
  );
}
