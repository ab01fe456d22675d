import { tinyBuilt } from "../pageMarkets.ts";
import { checkPages } from "./pageSuite.ts";

checkPages([
  { id: "hours", home: "tr", folder: () => tinyBuilt("hours"), addresses: true },
  { id: "days", home: "en", folder: () => tinyBuilt("days") },
]);
