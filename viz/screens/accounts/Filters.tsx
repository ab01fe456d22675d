import type { MarketInfo } from "../../../app/api/schema.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useSegmentName } from "../../i18n/useSegmentName.ts";
import { useWords } from "../../i18n/useWords.ts";
import { changeView, useView } from "../../state/view.ts";
import { Icon } from "../../theme/icons.tsx";

/** The selections of the other views that narrow the list, each with the way out of it. */
export function Filters({ market }: { market: MarketInfo }) {
  const { t } = useWords();
  const view = useView();
  const segmentName = useSegmentName(market.id);
  const territory = market.territories.find(({ id }) => id === view.territory)?.name ?? view.territory;
  const names = {
    cell: view.cell && named(view.cell),
    territory: territory && named(territory),
    segment: view.segment && segmentName(view.segment),
  };
  const set = (["cell", "territory", "segment"] as const).filter(key => names[key] !== null);
  if (set.length === 0) return null;
  return (
    <ul className="account-filters">
      {set.map(key => {
        const name = t(`accounts.filter.${key}`, { value: names[key] ?? "" });
        return (
          <li key={key} className="chip">
            <span>
              <Sentence text={name} />
            </span>
            <button
              type="button"
              className="chip-close"
              aria-label={t("accounts.filter.clear", { name })}
              onClick={() => changeView({ [key]: null, account: null }, "step")}
            >
              <Icon name="close" size={13} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
