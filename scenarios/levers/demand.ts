import { effect } from "../effects/accountEffect.ts";
import { change } from "../parameters/values.ts";
import { lever } from "./lever.ts";
import { PURCHASES } from "./moves.ts";
import { said } from "./notes.ts";
import { drawn } from "./rests.ts";

/** How often accounts buy, whatever the brand. */
export const demand = lever({
  name: "demand",
  title: { en: "demand", tr: "talep" },
  about: { en: "What the category buys.", tr: "Kategorinin ne kadar satın aldığı." },
  example: "change: -8%",
  does: "Accounts buy 8% less often, whatever the brand.",
  shape: { change },
  moves: PURCHASES,
  pull: ({ change }, { reach }) => ({ effects: [effect("demand", change, reach)] }),
  rests: () => [
    drawn(
      "scenario",
      said({ en: "the size is the scenario's own", tr: "büyüklük senaryonun kendi sözüdür" }),
    ),
  ],
});
