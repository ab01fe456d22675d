import { effect } from "../effects/accountEffect.ts";
import { rivalOf } from "../parameters/scope.ts";
import { fixed } from "../parameters/values.ts";
import { brand } from "../parameters/where.ts";
import { lever } from "./lever.ts";
import { PURCHASES } from "./moves.ts";
import { pulledNote, said } from "./notes.ts";
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
    drawn("data", said({ en: "preferences learned from sales", tr: "satışlardan öğrenilen tercihler" })),
    constant(
      "assumption",
      said({
        en: "who bought the brand buys as often as before, and chooses among the rest in proportion to them",
        tr: "markayı alanlar eskisi kadar sık alır ve kalanlar arasında tercihleri oranında seçer",
      }),
    ),
  ],
});
