import "./accountLinks.css";
import type { MouseEvent } from "react";
import type { AccountSummary } from "../../../app/api/accounts.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { shortMoney } from "../../../core/figures.ts";
import { formatDay } from "../../format/date.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { writeView } from "../../state/address.ts";
import { changeView, useView } from "../../state/view.ts";

interface LinksProps {
  market: MarketInfo;
  accounts: readonly AccountSummary[];
  chosen?: string | null;
}

/** Accounts as links to their pages, with a bar for their own sales. */
export function AccountLinks({ market, accounts, chosen = null }: LinksProps) {
  const { t, language } = useWords();
  const view = useView();
  const goneMark = ({ closed, successor }: AccountSummary) => {
    if (successor !== null) return t("account.after", { id: named(successor) });
    return closed && t("account.closed", { day: formatDay(closed, language) });
  };
  const kindOf = (account: AccountSummary) =>
    [named(account.account_id), account.type && named(account.type), goneMark(account)]
      .filter(Boolean)
      .join(" · ");
  const largest = Math.max(...accounts.map(account => account.own_amount), 1);
  return (
    <ul className="account-links">
      {accounts.map(account => (
        <li key={account.account_id}>
          <a
            href={writeView({ ...view, screen: "accounts", account: account.account_id })}
            aria-current={account.account_id === chosen ? "page" : undefined}
            onClick={event => openAccount(event, account.account_id)}
          >
            <span className="account-name" translate="no">
              {account.name ?? account.account_id}
            </span>
            <span className="figure">{shortMoney(account.own_amount, market.currency, language)}</span>
            <span className="small account-kind">
              <Sentence text={kindOf(account)} />
            </span>
            <span
              className="account-bar"
              style={{ width: `${(100 * Math.max(account.own_amount, 0)) / largest}%` }}
            />
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Opens the page of an account; with a modifier key the browser does, in another tab. */
function openAccount(event: MouseEvent, account: string): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
  event.preventDefault();
  changeView({ screen: "accounts", account }, "step");
}
