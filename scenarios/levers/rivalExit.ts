import { effect } from "../effects/accountEffect.ts";
import { rivalOf } from "../parameters/scope.ts";
import { fixed } from "../parameters/values.ts";
import { brand } from "../parameters/where.ts";
import { lever } from "./lever.ts";
import { PURCHASES } from "./moves.ts";
import { leverNote, pulledNote } from "./notes.ts";
import { constant, drawn } from "./rests.ts";

/** A rival whose brand cannot be bought any more. */
export const rivalExit = lever({
  name: "rival_exit",
  title: { en: "rival_exit", tr: "rakip çıkışı" },
  about: { en: "A rival leaves the market.", tr: "Bir rakip pazardan ayrılır." },
  example: "brand: X",
  does: "The brand cannot be bought. Accounts buy as often as before and choose among the rest in proportion to their preferences.",
  shape: { brand },
  moves: PURCHASES,
  pull: (spec, { reach, facts }, line) => {
    const brand = rivalOf(line, spec.brand, facts);
    return {
      effects: [{ ...effect("unavailable", fixed(1), reach), brand }],
      remarks: [pulledNote("pulled.rival_leaves", { brand: facts.market.brands[brand]! })],
    };
  },
  rests: () => [
    drawn("data", leverNote("lever.learned_preferences")),
    constant("assumption", leverNote("lever.same_buyers_choose_anew")),
  ],
});
