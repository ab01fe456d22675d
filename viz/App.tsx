import { type ReactNode, useEffect, useState } from "react";
import type { MarketInfo } from "../app/api/schema.ts";
import { useMarkets } from "./api/client.ts";
import type { Language } from "./format/number.ts";
import { useWords } from "./i18n/useWords.ts";
import { LostMarket, LostView } from "./parts/Lost.tsx";
import { lazyPart } from "./parts/lazyPart.ts";
import { Notice } from "./parts/Notice.tsx";
import { Part } from "./parts/Part.tsx";
import { Rail } from "./rail/Rail.tsx";
import { MapScreen } from "./screens/map/MapScreen.tsx";
import { useView } from "./state/view.ts";
import { useScheme } from "./theme/useScheme.ts";

const ScenariosScreen = lazyPart(() => import("./screens/scenarios/ScenariosScreen.tsx"));
const AccountsScreen = lazyPart(() => import("./screens/accounts/AccountsScreen.tsx"));
const TerritoriesScreen = lazyPart(() => import("./screens/territories/TerritoriesScreen.tsx"));
const SegmentsScreen = lazyPart(() => import("./screens/segments/SegmentsScreen.tsx"));
const HealthScreen = lazyPart(() => import("./screens/health/HealthScreen.tsx"));
const DataScreen = lazyPart(() => import("./screens/data/DataScreen.tsx"));

/** The rail, which always stays, and beside it what the address asks for or why it cannot be shown. */
export function App() {
  const view = useView();
  const scheme = useScheme();
  const [tools, setTools] = useState<HTMLElement | null>(null);
  useSpoken(view.language);
  return (
    <>
      <Rail scheme={scheme} onTools={setTools} />
      {view.lost === null ? <Market tools={tools} /> : <LostView asked={view.lost} />}
    </>
  );
}

/** Has the page speak a language; null: as it does already. */
function useSpoken(language: Language | null): void {
  const { i18n } = useWords();
  useEffect(() => {
    if (language === null) return;
    void i18n.changeLanguage(language);
    document.documentElement.lang = language;
  }, [i18n, language]);
}

/** Finds the market that the address names, and shows it. */
function Market({ tools }: { tools: HTMLElement | null }): ReactNode {
  const { t } = useWords();
  const { market: asked } = useView();
  const markets = useMarkets();
  if (markets.isError) return <Notice error={markets.error} retry={() => markets.refetch()} />;
  if (!markets.data) return <Notice title={t("app.loading")} busy />;
  if (markets.data.length === 0)
    return <Notice title={t("app.noMarkets.title")} text={t("app.noMarkets.text")} />;
  const market = asked === null ? markets.data[0] : markets.data.find(({ id }) => id === asked);
  if (!market) return <LostMarket asked={asked ?? ""} markets={markets.data} />;
  return <Views key={market.id} markets={markets.data} market={market} tools={tools} />;
}

interface Props {
  markets: readonly MarketInfo[];
  market: MarketInfo;
  /** The rail's place for the tools of the view that is open. */
  tools: HTMLElement | null;
}

/** The view that is open. The map, once it has been drawn, waits behind the others. */
function Views({ markets, market, tools }: Props) {
  const { t } = useWords();
  const { language, screen } = useView();
  const [mapSeen, setMapSeen] = useState(screen === "map");
  if (screen === "map" && !mapSeen) setMapSeen(true);
  const title = screen === "map" ? market.name : `${t(`screen.${screen}`)} · ${market.name}`;
  useSpoken(language ?? market.language);
  useEffect(() => {
    document.title = `${title} · Penumbra`;
  }, [title]);
  return (
    <>
      {mapSeen && (
        <div className={screen === "map" ? "screen" : "screen screen-waiting"} inert={screen !== "map"}>
          <Part whole>
            <MapScreen markets={markets} market={market} tools={screen === "map" ? tools : null} />
          </Part>
        </div>
      )}
      <Part key={screen} whole waiting={<Notice title={t("app.loading")} busy />}>
        {screen === "accounts" && <AccountsScreen market={market} />}
        {screen === "territories" && <TerritoriesScreen market={market} />}
        {screen === "scenarios" && <ScenariosScreen market={market} />}
        {screen === "segments" && <SegmentsScreen markets={markets} market={market} />}
        {screen === "health" && <HealthScreen markets={markets} market={market} />}
        {screen === "data" && <DataScreen markets={markets} market={market} />}
      </Part>
    </>
  );
}
