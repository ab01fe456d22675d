import { builtMarket } from "../markets.ts";
import { checkTurkish } from "./journey.ts";

checkTurkish("ankara", () => builtMarket("ankara"));
