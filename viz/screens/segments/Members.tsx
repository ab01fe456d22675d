import type { MarketInfo } from "../../../app/api/schema.ts";
import type { SegmentsAnswer } from "../../../app/api/segments.ts";
import { formatCount } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Failure, Placeholder } from "../../parts/Failure.tsx";
import { changeView } from "../../state/view.ts";
import { AccountLinks } from "../accounts/AccountLinks.tsx";
import { useAccounts } from "../accounts/client.ts";

interface Props {
  market: MarketInfo;
  segment: SegmentsAnswer["segments"][number];
}

const LISTED = 9;

/** The largest accounts of the chosen segment, and the way to all of them. */
export function Members({ market, segment }: Props) {
  const { t, language } = useWords();
  const filter = { query: "", cell: null, territory: null, segment: segment.id };
  const found = useAccounts(market.id, filter, LISTED);
  return (
    <section className="card surface members">
      <h2>{t("segments.members", { segment: segment.name[language] })}</h2>
      {found.isError ? (
        <Failure error={found.error} title={t("accounts.listFailed")} retry={() => found.refetch()} />
      ) : !found.data ? (
        <Placeholder height={120} />
      ) : found.data.total === 0 ? (
        <p className="remark">{t("segments.members.none")}</p>
      ) : (
        <>
          <AccountLinks market={market} accounts={found.data.accounts} />
          <button
            type="button"
            className="link"
            onClick={() =>
              changeView({ screen: "accounts", account: null, cell: null, territory: null }, "step")
            }
          >
            {t("segments.members.all", { value: formatCount(found.data.total, language) })}
          </button>
        </>
      )}
    </section>
  );
}
