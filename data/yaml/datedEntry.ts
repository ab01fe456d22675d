import { isMap, isSeq, parseDocument } from "yaml";

/**
 * A sound YAML text with an entry more in a list whose entries begin on a day, in place of one from the same day, by day.
 * Remarks and order of everything else stay; blanks inside of braces become those of the library.
 * @param text was read by `readYaml` before, which keeps the limits
 */
export function withDatedEntry(text: string, list: string, entry: { readonly from: string }): string {
  const document = parseDocument(text);
  const node = document.createNode(entry, { flow: true });
  const found = document.get(list);
  if (isSeq(found)) {
    const others = found.items.filter(item => dayOf(item) !== entry.from);
    found.items = [...others, node].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : 1));
  } else document.set(list, document.createNode([node]));
  return document.toString({ lineWidth: 0, flowCollectionPadding: /\{ /.test(text) });
}

function dayOf(item: unknown): string {
  return isMap(item) ? String(item.get("from")) : "";
}
