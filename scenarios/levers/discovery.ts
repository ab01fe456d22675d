import type { Note } from "../../core/note.ts";
import { effect } from "../effects/accountEffect.ts";
import { contactsKnown } from "../effects/contacts.ts";
import { described } from "../parameters/described.ts";
import type { Facts } from "../parameters/facts.ts";
import { shareOfAll } from "../parameters/values.ts";
import { lever } from "./lever.ts";
import { CONTACTS } from "./moves.ts";
import { pulledNote } from "./notes.ts";
import { scalar, spread } from "./rests.ts";

/** Calls that go out to find accounts which nobody has recorded. */
export const discovery = lever({
  name: "discovery",
  title: { en: "discovery", tr: "keşif" },
  about: { en: "Share of calls spent on prospecting.", tr: "Keşfe ayrılan arama payı." },
  example: "calls: 10%",
  does: "That share of calls goes out to find accounts that nobody has recorded, in the cells of `where`; they are missing where they were. A call goes out in the cell of the account that it would have gone to, so nobody is found in cells without a recorded account. Whoever is found is known, knows us, and is visited like the rest of the rep's list; with the first own purchase after that it is a new account. A market with too few recorded accounts has no estimate of the others: the calls are only spent, and the answer says so.",
  shape: {
    calls: described(shareOfAll, {
      about: { en: "Share of calls, such as 10%.", tr: "Aramaların payı, örneğin 10%." },
      startWith: ["10%", "5%..15%"],
    }),
  },
  moves: CONTACTS,
  needs: [contactsKnown, darkHeld],
  pull: ({ calls }, { reach }) => ({ effects: [effect("discovery", calls, reach)] }),
  rests: twin => [...scalar(twin, "discovery"), ...scalar(twin, "visits"), ...spread(twin, "dark")],
});

function darkHeld({ twin }: Facts): Note | null {
  return twin.columns.layout.some(column => column.name === "dark")
    ? null
    : pulledNote("pulled.nobody_to_find");
}
