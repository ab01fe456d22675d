import { correction } from "./en/correction.ts";
import { dark } from "./en/dark.ts";
import { known } from "./en/known.ts";
import { lever } from "./en/lever.ts";
import { promotion } from "./en/promotion.ts";
import { quantity } from "./en/quantity.ts";
import { response } from "./en/response.ts";
import { rests } from "./en/rests.ts";
import { unseen } from "./en/unseen.ts";
import { wallet } from "./en/wallet.ts";
import { written } from "./en/written.ts";

/** All sentences in English. */
export const en = {
  ...correction,
  ...dark,
  ...known,
  ...lever,
  ...promotion,
  ...quantity,
  ...response,
  ...rests,
  ...unseen,
  ...wallet,
  ...written,
};
