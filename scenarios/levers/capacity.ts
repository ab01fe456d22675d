import { effect } from "../effects/accountEffect.ts";
import { contactsKnown, repsOf } from "../effects/contacts.ts";
import { change, meanOf } from "../parameters/values.ts";
import { lever } from "./lever.ts";
import { CONTACTS } from "./moves.ts";
import { scalar } from "./rests.ts";

/** Calls that the reps who visit accounts can make: rep weeks are bought for them. */
export const capacity = lever({
  name: "capacity",
  title: { en: "capacity", tr: "kapasite" },
  about: { en: "Calls that the reps can make.", tr: "Temsilcilerin yapabildiği aramalar." },
  example: "change: +10%",
  does: "Every rep who visits accounts in `where` makes a tenth more calls. They cost rep weeks.",
  shape: { change },
  moves: CONTACTS,
  needs: [contactsKnown],
  pull: ({ change }, { reach, facts }) => ({
    effects: [effect("capacity", change, reach)],
    cost: { repPeriods: meanOf(change) * repsOf(reach.accounts, facts) * (reach.to - reach.from) },
  }),
  rests: twin => scalar(twin, "visits"),
});
