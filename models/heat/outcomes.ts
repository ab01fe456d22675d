import { type Vocabulary, wordReader } from "../../data/config/vocabulary.ts";

/** What came of a contact: it brought an order, it reached somebody, or it met nobody. */
export type ContactOutcome = "ordered" | "reached" | "missed";

/** How companies write outcomes, in English and in Turkish. Other words say nothing here. */
const OUTCOME_WORDS: Record<ContactOutcome, readonly string[]> & Vocabulary = {
  ordered: [
    ...["order", "order taken", "sale", "sold", "won", "deal", "purchase", "success", "successful"],
    ...["sipariş", "sipariş alındı", "sipariş verdi", "satış", "satış yapıldı", "satıldı", "başarılı"],
  ],
  reached: [
    ...[
      "met",
      "no order",
      "no sale",
      "spoke",
      "talked",
      "answered",
      "completed",
      "done",
      "visited",
      "interested",
    ],
    ...["not interested", "call back", "callback", "lost", "refused", "delivered", "opened", "replied"],
    ...["görüşüldü", "görüşme yapıldı", "ulaşıldı", "ziyaret edildi", "yapıldı", "tamamlandı", "sipariş yok"],
    ...["siparişsiz", "sipariş alınmadı", "satış yok", "ilgileniyor", "ilgilenmiyor", "tekrar aranacak"],
    ...["bilgi verildi", "reddetti", "okundu", "yanıtladı", "cevapladı"],
  ],
  missed: [
    ...[
      "no answer",
      "not answered",
      "closed",
      "absent",
      "not there",
      "not reached",
      "unreachable",
      "unavailable",
    ],
    ...["busy", "voicemail", "no show", "cancelled", "canceled", "failed", "undelivered", "bounced"],
    ...["cevap yok", "cevapsız", "cevap vermedi", "yanıt yok", "ulaşılamadı", "kapalı", "yerinde yok"],
    ...["bulunamadı", "meşgul", "iptal", "iptal edildi", "iletilemedi", "başarısız"],
  ],
};

const read = wordReader(OUTCOME_WORDS);

/** The outcome that a file's words mean; null where they mean none of these, or are missing. */
export function outcomeOf(text: string | null): ContactOutcome | null {
  return text === null ? null : (read(text) as ContactOutcome | null);
}

/** Outcomes of many contacts: there are few ways to write them, so each is read once. */
export function readOutcomes(texts: readonly (string | null)[]): (ContactOutcome | null)[] {
  const known = new Map([...new Set(texts)].map(text => [text, outcomeOf(text)]));
  return texts.map(text => known.get(text) ?? null);
}
