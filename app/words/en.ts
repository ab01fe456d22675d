import { backtest } from "./en/backtest.ts";
import { constraint } from "./en/constraint.ts";
import { contact } from "./en/contact.ts";
import { contacts } from "./en/contacts.ts";
import { correction } from "./en/correction.ts";
import { course } from "./en/course.ts";
import { dark } from "./en/dark.ts";
import { darkOwn } from "./en/darkOwn.ts";
import { economics } from "./en/economics.ts";
import { encoding } from "./en/encoding.ts";
import { guess } from "./en/guess.ts";
import { infeasible } from "./en/infeasible.ts";
import { ingest } from "./en/ingest.ts";
import { known } from "./en/known.ts";
import { lever } from "./en/lever.ts";
import { promotion } from "./en/promotion.ts";
import { proposal } from "./en/proposal.ts";
import { pulled } from "./en/pulled.ts";
import { quantity } from "./en/quantity.ts";
import { reach } from "./en/reach.ts";
import { reject } from "./en/reject.ts";
import { response } from "./en/response.ts";
import { rests } from "./en/rests.ts";
import { routes } from "./en/routes.ts";
import { wallet } from "./en/wallet.ts";
import { withheld } from "./en/withheld.ts";
import { written } from "./en/written.ts";

/** All sentences in English. */
export const en = {
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
