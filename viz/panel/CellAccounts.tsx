import type { MarketInfo } from "../../app/api/schema.ts";
import { formatCount } from "../format/number.ts";
import { useWords } from "../i18n/useWords.ts";
import { AccountLinks } from "../screens/accounts/AccountLinks.tsx";
import { useAccounts } from "../screens/accounts/client.ts";
import { changeView } from "../state/view.ts";

interface Props {
  market: MarketInfo;
  cell: string;
}

const LISTED = 4;

/** The largest accounts of a cell, each the way to its page. */
export function CellAccounts({ market, cell }: Props) {
  const { t, language } = useWords();
  const filter = { query: "", cell, territory: null, segment: null };
  const found = useAccounts(market.id, filter, LISTED);
  if (!found.data || found.isPlaceholderData) return null;
  const { total, accounts } = found.data;
  return (
    <section className="cell-accounts" data-testid="cell-accounts">
      <h3>{t("cell.accounts")}</h3>
      <AccountLinks market={market} accounts={accounts} />
      {total > accounts.length && (
        <button
          type="button"
          className="link"
          onClick={() =>
            changeView({ screen: "accounts", account: null, territory: null, segment: null }, "step")
          }
        >
          {t("cell.accounts.all", { value: formatCount(total, language) })}
        </button>
      )}
    </section>
  );
}
