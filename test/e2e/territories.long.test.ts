import { builtMarket } from "../markets.ts";
import { checkTerritories } from "./territoriesSuite.ts";

checkTerritories("ankara", () => builtMarket("ankara"), { territories: 8, seconds: 20, runs: 200 });
