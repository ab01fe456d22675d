import { existsSync } from "node:fs";
import { describe } from "vitest";
import { IOWA } from "../iowa.ts";
import { builtMarket } from "../markets.ts";
import { checkTurkish } from "./journey.ts";

checkTurkish("ankara", () => builtMarket("ankara"));

describe.skipIf(!existsSync(IOWA))("names in English beside words in Turkish", () => {
  checkTurkish("iowa", () => builtMarket("iowa"));
});
