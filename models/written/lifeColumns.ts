import type { Opened } from "../../core/layout.ts";
import type { LIFE } from "../../twin/layout.ts";
import { STAYS } from "../lifecycle/life.ts";
import type { Fitted } from "./fitted.ts";
import type { KernelOrder } from "./kernelOrder.ts";

/** Slots and accounts that open stay as they are. */
export function fillLife(
  to: Opened<typeof LIFE>,
  { openings, lives }: Fitted,
  { account, like }: KernelOrder,
): void {
  account.forEach((i, k) => {
    if (i < 0 && like[k] >= 0) to.opensWithin[k] = openings.within;
    const { alive, dropout, comeback } = i < 0 ? STAYS : lives[i];
    to.aliveAtStart[k] = alive;
    to.dropout[k] = dropout;
    to.comeback[k] = comeback;
  });
}
