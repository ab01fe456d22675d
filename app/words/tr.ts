import type { Sentence } from "../../core/note.ts";
import type { en } from "./en.ts";
import { backtest } from "./tr/backtest.ts";
import { constraint } from "./tr/constraint.ts";
import { contact } from "./tr/contact.ts";
import { contacts } from "./tr/contacts.ts";
import { correction } from "./tr/correction.ts";
import { course } from "./tr/course.ts";
import { dark } from "./tr/dark.ts";
import { darkOwn } from "./tr/darkOwn.ts";
import { economics } from "./tr/economics.ts";
import { encoding } from "./tr/encoding.ts";
import { guess } from "./tr/guess.ts";
import { infeasible } from "./tr/infeasible.ts";
import { ingest } from "./tr/ingest.ts";
import { known } from "./tr/known.ts";
import { lever } from "./tr/lever.ts";
import { promotion } from "./tr/promotion.ts";
import { proposal } from "./tr/proposal.ts";
import { pulled } from "./tr/pulled.ts";
import { quantity } from "./tr/quantity.ts";
import { reach } from "./tr/reach.ts";
import { reject } from "./tr/reject.ts";
import { response } from "./tr/response.ts";
import { rests } from "./tr/rests.ts";
import { routes } from "./tr/routes.ts";
import { wallet } from "./tr/wallet.ts";
import { withheld } from "./tr/withheld.ts";
import { written } from "./tr/written.ts";

/** All sentences in Turkish: no suffix follows a figure or a name, since it would have to follow their vowels. */
export const tr: Readonly<Record<keyof typeof en, Sentence>> = {
  ...backtest,
  ...constraint,
  ...contacts,
  ...contact,
  ...correction,
  ...course,
  ...dark,
  ...darkOwn,
  ...encoding,
  ...guess,
  ...infeasible,
  ...ingest,
  ...economics,
  ...known,
  ...lever,
  ...promotion,
  ...proposal,
  ...pulled,
  ...quantity,
  ...reject,
  ...reach,
  ...response,
  ...rests,
  ...routes,
  ...wallet,
  ...withheld,
  ...written,
};
