import { existsSync } from "node:fs";
import { IOWA } from "../iowa.ts";
import { builtMarket } from "../markets.ts";
import { checkPages } from "./pageSuite.ts";

// The same as on the tiny market, with hundreds of cells; Iowa is not everywhere.
checkPages([
  { id: "ankara", home: "tr", folder: () => builtMarket("ankara") },
  ...(existsSync(IOWA) ? [{ id: "iowa", home: "en", folder: () => builtMarket("iowa") } as const] : []),
]);
