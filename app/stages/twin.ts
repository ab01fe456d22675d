import { join } from "node:path";
import { saveColumns } from "../../data/files/columnsFile.ts";
import { loadTwin, TWIN_FILE } from "../state/builtMarket.ts";
import { dark } from "./dark.ts";
import { market } from "./market.ts";
import { result } from "./result.ts";
import { segments } from "./segments.ts";

/** The market as the simulator plays it. */
export const twin = result({
  name: "twin",
  title: { en: "twin", tr: "ikiz" },
  module: import.meta.url,
  needs: { market, segments, dark },
  settings: ["seed"],
  files: [TWIN_FILE],
  async make({ market, segments, dark }, { settings: { seed }, onProgress }) {
    const { fitTwin } = await import("../../models/fit.ts");
    return fitTwin(market, {
      seed,
      segments,
      dark: await dark.slots(),
      onProgress,
    });
  },
  async save(folder, { header, columns }) {
    await saveColumns(join(folder, TWIN_FILE), header, columns);
  },
  sources: ({ header }) => header.sources,
  load: state => loadTwin({ path: state.path, files: state.files }),
});
