import type { Words } from "../../../core/note.ts";
import type { proposalNote } from "../../../territory/search/notes.ts";

export const proposal: Words<typeof proposalNote> = {
  "proposal.compromise":
    "tartılan her şeyin en iyi uzlaşması: hiçbir satış bölgesi hedefinden {{balance}} üzerinde sapmıyor, tutarın {{disruption}} kadarı temsilci değiştiriyor, sınırların {{border}} kadarı kesiliyor",
  "proposal.balance":
    "bulunanların en dengelisi: hiçbir satış bölgesi hedefinden {{balance}} üzerinde sapmıyor; tutarın {{disruption}} kadarı temsilci değiştiriyor",
  "proposal.compactness":
    "bulunanların en derli toplusu: sınırların {{border}} kadarı kesiliyor; tutarın {{disruption}} kadarı temsilci değiştiriyor",
  "proposal.travel":
    "bulunanların en az yol yapılanı, tahminle bugüne göre {{travel}}; tutarın {{disruption}} kadarı temsilci değiştiriyor",
  "proposal.disruption":
    "bulunanların en az el değiştireni: tutarın {{disruption}} kadarı temsilci değiştiriyor; hiçbir satış bölgesi hedefinden {{balance}} üzerinde sapmıyor",
  "proposal.between":
    "amaçlar arasında başka bir denge: hiçbir satış bölgesi hedefinden {{balance}} üzerinde sapmıyor, tutarın {{disruption}} kadarı temsilci değiştiriyor, sınırların {{border}} kadarı kesiliyor",
};
