import { Button } from "@mantine/core";
import type { MarketInfo } from "../../app/api/schema.ts";
import { named } from "../i18n/Sentence.tsx";
import { useWords } from "../i18n/useWords.ts";
import { changeView } from "../state/view.ts";
import { Notice } from "./Notice.tsx";

/** What the address asks for is not there: a path, or a view of that name. */
export function LostView({ asked }: { asked: string }) {
  const { t } = useWords();
  const title = t(asked.startsWith("/") ? "lost.path" : "lost.view", { asked: named(asked) });
  return (
    <Notice title={title} text={t("lost.text")} alert>
      <Button variant="default" size="xs" onClick={() => changeView({ screen: "map" }, "step")}>
        {t("broken.toMap")}
      </Button>
    </Notice>
  );
}

interface Props {
  asked: string;
  markets: readonly MarketInfo[];
}

/** No market of that name is served here: those that are. */
export function LostMarket({ asked, markets }: Props) {
  const { t } = useWords();
  return (
    <Notice title={t("lost.market", { asked: named(asked) })} text={t("lost.markets")} alert>
      <p className="ways">
        {markets.map(({ id, name }) => (
          <Button
            key={id}
            translate="no"
            variant="default"
            size="xs"
            onClick={() => changeView({ market: id }, "step")}
          >
            {name}
          </Button>
        ))}
      </p>
    </Notice>
  );
}
