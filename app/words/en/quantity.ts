import type { Words } from "../../../core/note.ts";
import type { quantityNote } from "../../../twin/notes.ts";

export const quantity: Words<typeof quantityNote> = {
  "quantity.amounts": "Amounts a purchase",
  "quantity.awareness": "Awareness",
  "quantity.calendar": "Promotions, prices and supply of the calendar",
  "quantity.dark": "Dark accounts and sales",
  "quantity.dark_own": "Own sales at dark accounts",
  "quantity.discovery": "Discovery of dark accounts",
  "quantity.forecast": "Forecast",
  "quantity.inertia": "Inertia",
  "quantity.preferences": "Brand preferences",
  "quantity.rates": "Purchase rates",
  "quantity.repurchase": "Who buys again",
  "quantity.segments": "Segments",
  "quantity.unaware": "Who has never heard of us",
  "quantity.visits": "Effect of visits",
  "quantity.wallet": "Wallets",
  "quantity.wasted_contacts": "Contacts outside windows",
  "quantity.windows": "Contact windows",
};
