import { effect } from "../effects/accountEffect.ts";
import { contactsKnown } from "../effects/contacts.ts";
import { change } from "../parameters/values.ts";
import { lever } from "./lever.ts";
import { CONTACTS } from "./moves.ts";
import { scalar } from "./rests.ts";

/** Contacts made with accounts, spread over them as today's are. */
export const visits = lever({
  name: "visits",
  title: { en: "visits", tr: "ziyaretler" },
  about: { en: "Contacts made.", tr: "Yapılan temaslar." },
  example: "change: +25%",
  does: "The reps make a quarter more contacts with the accounts in `where`, spread over them as today's are; a cut drops contacts at random. Rep time is not asked for.",
  shape: { change },
  moves: CONTACTS,
  needs: [contactsKnown],
  pull: ({ change }, { reach }) => ({ effects: [effect("contacts", change, reach)] }),
  rests: twin => scalar(twin, "visits"),
});
