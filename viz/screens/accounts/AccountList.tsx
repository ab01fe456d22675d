import type { AccountSummary } from "../../../app/api/accounts.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { formatCount } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { Failure, Placeholder } from "../../parts/Failure.tsx";
import { AccountLinks } from "./AccountLinks.tsx";
import { Filters } from "./Filters.tsx";
import type { AccountSearch } from "./useAccountSearch.ts";

interface Props {
  market: MarketInfo;
  search: AccountSearch;
  chosen: string | null;
}

/** Search box, filters and what they find. */
export function AccountList({ market, search, chosen }: Props) {
  const { t, language } = useWords();
  const { text, setText, closed, setClosed, found } = search;
  return (
    <section className="account-list surface" aria-label={t("accounts.list")}>
      <input
        type="search"
        className="account-search"
        aria-label={t("accounts.search")}
        placeholder={t("accounts.search")}
        value={text}
        onChange={event => setText(event.currentTarget.value)}
      />
      <Filters market={market} />
      {found.isError ? (
        <Failure error={found.error} title={t("accounts.listFailed")} retry={() => found.refetch()} />
      ) : found.data ? (
        <>
          {(closed || found.data.closed > 0) && (
            <label className="account-closed small">
              <input
                type="checkbox"
                checked={closed}
                onChange={event => setClosed(event.currentTarget.checked)}
              />
              {t("accounts.closed", { value: formatCount(found.data.closed, language) })}
            </label>
          )}
          <Found market={market} total={found.data.total} accounts={found.data.accounts} chosen={chosen} />
        </>
      ) : (
        <Placeholder height={320} />
      )}
    </section>
  );
}

interface FoundProps {
  market: MarketInfo;
  total: number;
  accounts: readonly AccountSummary[];
  chosen: string | null;
}

function Found({ market, total, accounts, chosen }: FoundProps) {
  const { t, language } = useWords();
  const span = t(`span.${market.period}`);
  const more = total > accounts.length;
  if (total === 0) return <p className="account-none">{t("accounts.none")}</p>;
  return (
    <>
      <p className="small" role="status">
        {t("accounts.found", { count: total, value: formatCount(total, language), span })}
        {more && `, ${t("accounts.first", { shown: accounts.length })}`}
      </p>
      <AccountLinks market={market} accounts={accounts} chosen={chosen} />
    </>
  );
}
