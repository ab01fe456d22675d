import type { AccountDetail } from "../../../app/api/accounts.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import type { Scheme } from "../../theme/palette.ts";
import { AccountFigures } from "./AccountFigures.tsx";
import { AccountHeader } from "./AccountHeader.tsx";
import { Categories } from "./Categories.tsx";
import { Contact } from "./Contact.tsx";
import { Purchases } from "./Purchases.tsx";
import { SegmentPath } from "./SegmentPath.tsx";
import { Wallet } from "./Wallet.tsx";

interface Props {
  market: MarketInfo;
  account: AccountDetail;
  scheme: Scheme;
}

/** All that is known of one account. Parts that this build has not learned are left out. */
export function AccountPage({ market, account, scheme }: Props) {
  return (
    <article className="account">
      <AccountHeader market={market} account={account} />
      <AccountFigures market={market} account={account} />
      {account.wallet && <Wallet market={market} account={account} wallet={account.wallet} />}
      <Purchases market={market} account={account} scheme={scheme} />
      {account.segment_path && (
        <SegmentPath
          market={market}
          path={account.segment_path}
          gone={account.closed !== null || account.successor !== null}
        />
      )}
      <div className="account-halves">
        <Contact account={account} />
        {account.categories && <Categories market={market} categories={account.categories} />}
      </div>
    </article>
  );
}
