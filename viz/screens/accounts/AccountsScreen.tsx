import "../../theme/column.css";
import "./accounts.css";
import { Button } from "@mantine/core";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { ApiError } from "../../api/client.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { Failure, Placeholder } from "../../parts/Failure.tsx";
import { changeView, useView } from "../../state/view.ts";
import { useScheme } from "../../theme/useScheme.ts";
import { AccountList } from "./AccountList.tsx";
import { AccountPage } from "./AccountPage.tsx";
import { useAccount } from "./client.ts";
import { useAccountSearch } from "./useAccountSearch.ts";

/** The known accounts: found on the left, told one by one on the right. */
export default function AccountsScreen({ market }: { market: MarketInfo }) {
  const { t } = useWords();
  const view = useView();
  const scheme = useScheme();
  const search = useAccountSearch(market.id);
  const id = view.account ?? search.found.data?.accounts[0]?.account_id ?? null;
  const account = useAccount(market.id, id);
  return (
    <main className="accounts-screen" aria-label={t("screen.accounts.hint")}>
      <AccountList market={market} search={search} chosen={id} />
      <div className="account-pane">
        {account.error instanceof ApiError && account.error.code === "unknown_account" ? (
          <UnknownAccount id={id ?? ""} />
        ) : account.isError ? (
          <Failure error={account.error} title={t("account.failed")} retry={() => account.refetch()} />
        ) : account.data ? (
          <AccountPage market={market} account={account.data} scheme={scheme} />
        ) : (
          id !== null && <Placeholder height={560} />
        )}
      </div>
    </main>
  );
}

/** The address names an account that this market does not have. */
function UnknownAccount({ id }: { id: string }) {
  const { t } = useWords();
  return (
    <div role="alert" className="failure">
      <strong>
        <Sentence text={t("account.unknown", { id: named(id) })} />
      </strong>
      <p>{t("account.unknown.text")}</p>
      <Button variant="default" size="xs" onClick={() => changeView({ account: null }, "step")}>
        {t("account.unknown.back")}
      </Button>
    </div>
  );
}
