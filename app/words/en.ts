import { correction } from "./en/correction.ts";
import { dark } from "./en/dark.ts";
import { known } from "./en/known.ts";
import { quantity } from "./en/quantity.ts";
import { response } from "./en/response.ts";
import { unseen } from "./en/unseen.ts";
import { wallet } from "./en/wallet.ts";
import { written } from "./en/written.ts";

/** All sentences in English. */
export const en = {
  ...correction,
  ...dark,
  ...known,
  ...quantity,
  ...response,
  ...unseen,
  ...wallet,
  ...written,
};
