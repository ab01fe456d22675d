import type { Words } from "../../../core/note.ts";
import type { correctionNote } from "../../results/dark/notes.ts";

export const correction: Words<typeof correctionNote> = {
  "correction.accounts":
    "bilinen müşteriler saklandığında müşteri sayısı tahmini {{errors}} saptı: sayı {{factor}} ile çarpılarak gösteriliyor, aralığı bu sapmaları da içeriyor",
  "correction.sales":
    "bilinen müşteriler saklandığında satış tahmini {{errors}} saptı: tutar {{factor}} ile çarpılarak gösteriliyor, aralığı bu sapmaları da içeriyor",
};
