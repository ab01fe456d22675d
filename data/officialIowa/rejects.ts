import type { Tell } from "../../core/note.ts";
import { findLines } from "../ingest/lines.ts";
import { type RejectNote, rejectNote } from "../ingest/notes.ts";
import { noteText } from "../ingest/parse.ts";
import { type Reject, readRejects } from "../ingest/rejects.ts";
import { type Database, literal } from "../tables/duckdb.ts";
import type { IowaExport } from "./readExport.ts";

const REASONS = {
  date: rejectNote("reject.date_iowa"),
  store: rejectNote("reject.missing"),
  vendor: rejectNote("reject.missing"),
  dollars: rejectNote("reject.dollars"),
} as const;

/** Writes the rows that were not taken into the table `rejects`, with their lines in the file; gives the first of them. */
export async function settleRejects(
  db: Database,
  { file, layout, opened }: IowaExport,
  { shown, tell }: { readonly shown: number; readonly tell: Tell },
): Promise<Reject[]> {
  await db.run(
    'CREATE TABLE rejects (file VARCHAR, line BIGINT, "column" VARCHAR, value VARCHAR, reason VARCHAR, note VARCHAR, rec BIGINT)',
  );
  const column = Object.keys(REASONS)
    .map(c => `WHEN '${c}' THEN ${literal(layout.get(c as keyof typeof REASONS)!)}`)
    .join(" ");
  const cases = (text: (note: RejectNote) => string) =>
    Object.entries(REASONS)
      .map(([c, note]) => `WHEN '${c}' THEN ${text(note)}`)
      .join(" ");
  await db.run(
    `INSERT INTO rejects SELECT ${literal(file)}, NULL, CASE bad ${column} END, raw_value, CASE bad ${cases(note => literal(tell(note)))} END,
       CASE bad ${cases(noteText)} END, rec
     FROM lines WHERE bad IS NOT NULL`,
  );
  await placeRejects(db, tell, file, opened);
  return readRejects(db, `ORDER BY line LIMIT ${shown}`);
}

async function placeRejects(
  db: Database,
  tell: Tell,
  file: string,
  opened: IowaExport["opened"],
): Promise<void> {
  const rows = await db.query<{ rec: number }>("SELECT rec FROM rejects");
  if (rows.length === 0 && opened.malformed.size === 0) return;
  const wanted = new Set(rows.map(r => r.rec));
  const lines = await findLines(opened.text!, wanted, new Set(opened.malformed.keys()), opened.headerRecord);
  await db.run("CREATE TEMP TABLE line_of (rec BIGINT, line BIGINT)");
  const places = [[...lines.kept.keys()].map(BigInt), [...lines.kept.values()].map(BigInt)];
  await db.append("line_of", places, "temp");
  await db.run("UPDATE rejects SET line = l.line FROM temp.line_of l WHERE l.rec = rejects.rec");
  for (const [ordinal, { text, reason }] of opened.malformed) {
    const line = lines.dropped.get(ordinal) ?? ordinal;
    await db.run("INSERT INTO rejects VALUES (?, ?, NULL, ?, ?, ?, NULL)", [
      file,
      line,
      text,
      tell(reason),
      JSON.stringify(reason),
    ]);
  }
}
