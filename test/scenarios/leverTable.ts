import type { Lever } from "../../scenarios/levers/lever.ts";

const BEGIN = "<!-- Written by `npx tsx scripts/levers.ts` from scenarios/levers/. -->";
const END = "<!-- End of what is written from scenarios/levers/. -->";

/** The part of the guide that lists the levers. */
export function leverTable(levers: readonly Lever[], later: readonly string[]): string {
  const rows = levers.map(
    ({ name, example, about, does }) => `| \`{lever: ${name}, ${example}}\` | ${about.en} | ${does} |`,
  );
  const names = later.map(name => `\`${name}\``);
  return `${BEGIN}

| lever | says | what happens |
| --- | --- | --- |
${rows.join("\n")}

${names.slice(0, -1).join(", ")} and ${names.at(-1)} are part of the format and not available in this version. They are refused with a message, never ignored.

${END}`;
}

/** The guide with that part written anew. */
export function guideWith(table: string, guide: string): string {
  const [from, to] = [guide.indexOf(BEGIN), guide.indexOf(END)];
  if (from < 0 || to < 0) throw new Error(`docs/scenarios.md: expected ${BEGIN} and ${END}`);
  return guide.slice(0, from) + table + guide.slice(to + END.length);
}
