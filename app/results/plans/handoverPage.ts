import { type Language, NARROW_SPACE, percent, shortMoney, whole } from "../../../core/figures.ts";
import { escaped } from "../../export/html.ts";
import { HANDOVER_WORDS } from "../../words/handover.ts";
import type { HandedOver, PlanDiff, RepList } from "./diff.ts";
import type { Holding } from "./holdings.ts";

export interface HandoverPage {
  readonly diff: PlanDiff;
  readonly reps: ReadonlyMap<string | null, RepList>;
  readonly repNames: ReadonlyMap<string, string>;
  readonly market: { readonly name: string; readonly synthetic: boolean };
  readonly language: Language;
}

/** The hand-over lists of all reps as one page that needs nothing else: it can be printed, and sent by mail. */
export function handoverPage({ diff, reps, repNames, market, language }: HandoverPage): string {
  const words = HANDOVER_WORDS[language];
  const money = (amount: number) => shortMoney(amount, diff.currency, language);
  const count = (n: number) => whole(n, language);
  const named = (rep: string | null) =>
    rep === null
      ? words.vacant
      : [rep, repNames.get(rep)].filter((t, i, all) => t && all.indexOf(t) === i).join(" ");
  const held = ({ accounts, own_amount }: Holding) => [count(accounts), money(own_amount)];
  const { changes_hands: hands, amount_share: share } = diff;
  const summary = words.summary(
    count(hands.accounts),
    money(hands.own_amount),
    share === null ? "–" : percent(share, language),
  );
  const head = [
    words.rep,
    ...[words.before, words.after, words.gains, words.loses].flatMap(what => [
      `${what}: ${words.customers}`,
      `${what}: ${words.own}`,
    ]),
  ];
  const rows = diff.reps.map(r => [named(r.rep_id), ...[r.before, r.after, r.gained, r.lost].flatMap(held)]);
  const listHead = [words.account, words.name, words.type, words.from, words.to, words.own];
  const listRow = (row: HandedOver) => [
    row.account_id,
    row.name ?? "",
    row.type ?? "",
    `${row.from_territory ?? "–"} (${named(row.from_rep)})`,
    `${row.to_territory ?? "–"} (${named(row.to_rep)})`,
    money(row.own_amount),
  ];
  const list = (title: string, accounts: readonly HandedOver[]) =>
    `<h3>${escaped(title)} (${count(accounts.length)})</h3>\n${
      accounts.length === 0 ? `<p>${words.none}</p>` : tableOf(listHead, accounts.map(listRow), 5)
    }`;
  const sections = [...reps].map(
    ([rep, { takes, hands: gives }]) =>
      `<section>\n<h2>${escaped(named(rep))}</h2>\n${list(words.takes(named(rep)), takes)}\n${list(words.hands(named(rep)), gives)}\n</section>`,
  );
  const title = words.title(diff.a, diff.b);
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(`${title} · ${market.name}`)}</title>
<style>${STYLE}</style>
<h1>${escaped(title)}</h1>
<p>${escaped(market.name)}. ${market.synthetic ? words.synthetic : ""}</p>
<p>${escaped(summary)}</p>
<p class="basis">${words.basis[diff.period]}</p>
${tableOf(head, rows, 1)}
${sections.join("\n")}
</html>
`.replaceAll(NARROW_SPACE, "&#8239;");
}

const STYLE = `
  :root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif }
  body { margin: 2rem auto; max-width: 70rem; padding: 0 1rem }
  table { border-collapse: collapse; width: 100% }
  th, td { padding: 0.25rem 0.5rem; text-align: left; border-bottom: 1px solid #8886; font-variant-numeric: tabular-nums }
  .figure { text-align: right }
  .basis { opacity: 0.75 }
  section { break-before: page }
`;

/** @param figures columns from this one on are figures, to the right */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[], figures: number): string {
  const cell = (tag: "th" | "td") => (text: string, i: number) =>
    `<${tag}${tag === "th" ? ' scope="col"' : ""}${i >= figures ? ' class="figure"' : ""}>${escaped(text)}</${tag}>`;
  const line = (tag: "th" | "td", texts: readonly string[]) => `<tr>${texts.map(cell(tag)).join("")}</tr>`;
  return `<table>\n<thead>${line("th", head)}</thead>\n<tbody>\n${rows.map(row => line("td", row)).join("\n")}\n</tbody>\n</table>`;
}
