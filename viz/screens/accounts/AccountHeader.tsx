import type { AccountDetail } from "../../../app/api/accounts.ts";
import type { MarketInfo } from "../../../app/api/schema.ts";
import { formatDay } from "../../format/date.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useSegmentName } from "../../i18n/useSegmentName.ts";
import { useWords } from "../../i18n/useWords.ts";
import { changeView } from "../../state/view.ts";

interface Props {
  market: MarketInfo;
  account: AccountDetail;
}

/** Zoom at which a cell and its neighbours fill the map. */
const CLOSE = 12;

/** Who it is, where, since when, and the ways to it on the map and to its segment. */
export function AccountHeader({ market, account }: Props) {
  const { t, language } = useWords();
  const segmentName = useSegmentName(market.id);
  const { lat, lon } = account;
  const territory = market.territories.find(({ id }) => id === account.territory_id);
  const facts = [
    t("account.number", { id: named(account.account_id) }),
    account.type && named(account.type),
    account.area && named(account.area),
    account.opened && t("account.open", { day: formatDay(account.opened, language) }),
    account.closed && t("account.closed", { day: formatDay(account.closed, language) }),
  ].filter(Boolean);
  return (
    <header className="account-head">
      <h1>
        <span translate="no">{account.name ?? account.account_id}</span>
        {market.synthetic && <span className="synthetic">{t("market.synthetic")}</span>}
      </h1>
      <p className="account-facts">
        <span>
          <Sentence text={facts.join(" · ")} />
        </span>
      </p>
      <p className="account-facts">
        {territory && (
          <button
            type="button"
            className="link"
            onClick={() => changeView({ screen: "map", territory: territory.id, cell: null }, "step")}
          >
            <span translate="no">{territory.name}</span>
          </button>
        )}
        {account.segment && (
          <button
            type="button"
            className="link"
            onClick={() => changeView({ screen: "segments", segment: account.segment }, "step")}
          >
            {segmentName(account.segment)}
          </button>
        )}
        {lat !== null && lon !== null ? (
          <button
            type="button"
            className="link"
            onClick={() =>
              changeView({ screen: "map", cell: account.cell, camera: { lat, lon, zoom: CLOSE } }, "step")
            }
          >
            {t("account.onMap")}
          </button>
        ) : (
          <span className="small">{t("account.unplaced")}</span>
        )}
        {account.predecessors.length > 0 && (
          <span className="small">
            <Sentence text={t("account.before", { ids: named(account.predecessors.join(", ")) })} />
          </span>
        )}
        {account.successor && (
          <button
            type="button"
            className="link"
            onClick={() => changeView({ account: account.successor }, "step")}
          >
            <Sentence text={t("account.after", { id: named(account.successor) })} />
          </button>
        )}
      </p>
    </header>
  );
}
