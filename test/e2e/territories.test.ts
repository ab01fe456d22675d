import { tinyBuilt } from "../pageMarkets.ts";
import { checkTerritories } from "./territoriesSuite.ts";

checkTerritories("hours", () => tinyBuilt("hours"), { territories: 2, seconds: 2, runs: 64 });
