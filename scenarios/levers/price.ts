import { PRICE_ELASTICITY } from "../../models/course/calendarTerms.ts";
import { effect } from "../effects/accountEffect.ts";
import { ownUnits } from "../effects/ownUnits.ts";
import { priceChange } from "../parameters/values.ts";
import { lever } from "./lever.ts";
import { PURCHASES } from "./moves.ts";
import { leverNote, said } from "./notes.ts";
import { constant } from "./rests.ts";

/** Own price: an occasion's amount × (1 + c), own occasions × (1 + c)^η by {@link ownUnits}. */
export const price = lever({
  name: "price",
  title: { en: "price", tr: "fiyat" },
  about: {
    en: "Price of the own brand; the elasticity is a published figure.",
    tr: "Kendi markamızın fiyatı; esneklik yayımlanmış bir rakamdır.",
  },
  example: "change: -10%",
  does: "Each order brings 10% less, and the number of own orders follows the price elasticity. See below.",
  shape: { change: priceChange },
  moves: PURCHASES,
  pull: ({ change }, { reach, facts }) => {
    const units = (c: number) => (1 + c) ** PRICE_ELASTICITY;
    return {
      effects: [effect("ownAmount", change, reach), ...ownUnits(change, units, reach, facts)],
      cost: { ownPrice: true },
    };
  },
  rests: () => [
    constant("prior", leverNote("lever.price_elasticity", { elasticity: PRICE_ELASTICITY })),
    constant(
      "assumption",
      said({
        en: "rivals do not answer a price, and the category does not grow by it",
        tr: "rakipler fiyata karşılık vermez, kategori fiyatla büyümez",
      }),
    ),
  ],
});
