import { errorsTr } from "../../../app/words/tr/errors.ts";
import { CONFIG } from "./config.ts";
import { FILES } from "./files.ts";
import type { BadInput } from "./kit.ts";
import { ROWS } from "./rows.ts";
import { SHAPE } from "./shape.ts";

/** Everything that people get wrong, as far as we have thought of it, with the message that each gets; by heading. */
export const BAD_INPUTS: Readonly<Record<string, readonly BadInput[]>> = {
  "market.yaml": CONFIG,
  Files: FILES,
  "Headers, records and dialects": SHAPE,
  Rows: ROWS,
};

/** The table as a page of the guide. */
export function messagesPage(): string {
  const parts = Object.entries(BAD_INPUTS).map(([heading, inputs]) => {
    const shown = inputs.map(
      ({ name, says }) => `**${name[0]!.toUpperCase()}${name.slice(1)}**\n\n\`\`\`text\n${says}\n\`\`\`\n`,
    );
    return `## ${heading}\n\n${shown.join("\n")}`;
  });
  const codes = Object.entries(errorsTr).map(([code, line]) => `| \`${code}\` | ${line} |`);
  return `# Messages

What \`penumbra check\` and \`penumbra build\` say when something is wrong with the files, one message a slip. The exit code is 2,
and nothing has changed: a market that was built before stays as it was. DIR stands for the market folder, TODAY for the
day. In Turkish (\`--lang tr\`, or \`language: tr\` of the market) a line by the error's code stands before the message: see
[the last table](#codes). This page is written by \`npx tsx scripts/messages.ts\` from the table that the tests run (test/data/badInputs/).

${parts.join("\n")}
## Codes

Codes are stable: programs may match them, in \`code\` of the API's answers. Each has its line in Turkish.

| code | in Turkish |
| --- | --- |
${codes.join("\n")}
`;
}
