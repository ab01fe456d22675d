import type { Words } from "../../../core/note.ts";
import type { courseNote } from "../../../models/course/notes.ts";

export const course: Words<typeof courseNote> = {
  "course.calendar":
    "bizim {{own}}, rakiplerin {{rivals}} ve markası yazılmamış {{all}} kaydın satışa etkisi, ileride {{ahead}} kayıt; az şey söyledikleri yerde yayımlanmış fiyat esnekliği",
  "course.calendar_prior":
    "geçmişte kayıt yok: ilerideki {{ahead}} kayıt, yayımlanmış fiyat esnekliğiyle (Bijmolt, van Heerde ve Pieters 2005) ve tedarik varsayımlarıyla",
};
