import { lazy, Suspense, useEffect, useState } from "react";
import type { MarketInfo } from "../app/api/schema.ts";
import { useMarkets } from "./api/client.ts";
import { useWords } from "./i18n/useWords.ts";
import { MapScreen } from "./map/MapScreen.tsx";
import { Rail } from "./rail/Rail.tsx";
import { Notice } from "./state/Notice.tsx";
import { useView } from "./state/view.ts";
import { useScheme } from "./theme/useScheme.ts";

const ScenariosScreen = lazy(() => import("./scenarios/ScenariosScreen.tsx"));
const AccountsScreen = lazy(() => import("./accounts/AccountsScreen.tsx"));
const SegmentsScreen = lazy(() => import("./segments/SegmentsScreen.tsx"));
const HealthScreen = lazy(() => import("./health/HealthScreen.tsx"));
const DataScreen = lazy(() => import("./data/DataScreen.tsx"));

/** The page: finds the market that the address names, and shows it or says why it cannot. */
export function App() {
  const { t } = useWords();
  const view = useView();
  const markets = useMarkets();
  if (markets.isError) return <Notice error={markets.error} retry={() => markets.refetch()} />;
  if (!markets.data) return <Notice title={t("app.loading")} busy />;
  const market = markets.data.find(({ id }) => id === view.market) ?? markets.data[0];
  if (!market) return <Notice title={t("app.noMarkets.title")} text={t("app.noMarkets.text")} />;
  return <MarketPage key={market.id} markets={markets.data} market={market} />;
}

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
}

/** The rail and the view that is open. The map, once it has been drawn, waits behind the others. */
function MarketPage({ markets, market }: Props) {
  const { t, i18n } = useWords();
  const { language, screen } = useView();
  const scheme = useScheme();
  const [tools, setTools] = useState<HTMLElement | null>(null);
  const [mapSeen, setMapSeen] = useState(screen === "map");
  if (screen === "map" && !mapSeen) setMapSeen(true);
  const spoken = language ?? market.language;
  const title = screen === "map" ? market.name : `${t(`screen.${screen}`)} · ${market.name}`;
  useEffect(() => {
    void i18n.changeLanguage(spoken);
    document.documentElement.lang = spoken;
  }, [i18n, spoken]);
  useEffect(() => {
    document.title = `${title} · Penumbra`;
  }, [title]);
  return (
    <>
      <Rail scheme={scheme} onTools={setTools} />
      {mapSeen && (
        <div className={screen === "map" ? "screen" : "screen screen-waiting"} inert={screen !== "map"}>
          <MapScreen markets={markets} market={market} tools={screen === "map" ? tools : null} />
        </div>
      )}
      <Suspense fallback={<Notice title={t("app.loading")} busy />}>
        {screen === "accounts" && <AccountsScreen market={market} />}
        {screen === "scenarios" && <ScenariosScreen market={market} />}
        {screen === "segments" && <SegmentsScreen markets={markets} market={market} />}
        {screen === "health" && <HealthScreen markets={markets} market={market} />}
        {screen === "data" && <DataScreen markets={markets} market={market} />}
      </Suspense>
    </>
  );
}
