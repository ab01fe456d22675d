import { correction } from "./en/correction.ts";
import { dark } from "./en/dark.ts";
import { encoding } from "./en/encoding.ts";
import { guess } from "./en/guess.ts";
import { ingest } from "./en/ingest.ts";
import { known } from "./en/known.ts";
import { lever } from "./en/lever.ts";
import { promotion } from "./en/promotion.ts";
import { quantity } from "./en/quantity.ts";
import { reject } from "./en/reject.ts";
import { response } from "./en/response.ts";
import { rests } from "./en/rests.ts";
import { unseen } from "./en/unseen.ts";
import { wallet } from "./en/wallet.ts";
import { written } from "./en/written.ts";

/** All sentences in English. */
export const en = {
  ...correction,
  ...dark,
  ...encoding,
  ...guess,
  ...ingest,
  ...known,
  ...lever,
  ...promotion,
  ...quantity,
  ...reject,
  ...response,
  ...rests,
  ...unseen,
  ...wallet,
  ...written,
};
