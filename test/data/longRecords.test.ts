import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { refuseEndlessQuotes } from "../../data/text/longRecords.ts";

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "penumbra-quotes-"));
});
afterAll(() => rm(root, { recursive: true, force: true }));

const ROWS = "2020-01-06,A1,Biz,12.5\n".repeat(100_000);
const HEAD = "date,account_id,brand,amount\n";

async function told(text: string, { delimiter = ",", skip = 0 } = {}): Promise<string | null> {
  const path = join(root, "sales.csv");
  await writeFile(path, text);
  return refuseEndlessQuotes(path, "sales.csv", { delimiter, skip }).then(
    () => null,
    (error: Error) => error.message,
  );
}

describe("a quote that is never closed", () => {
  it.each([
    ["in the first row", `${HEAD}x,A1,"Biz,1\n${ROWS}`, 2],
    ["after a megabyte", `${HEAD}${ROWS}x,A1,"Biz,1\n${ROWS}`, 100_002],
    ["of the last field", `${HEAD}x,A1,Biz,"\n${ROWS}`, 2],
    ["after closed ones", `${HEAD}"a","b ""c""","",1\n"x,A1,Biz,1\n${ROWS}`, 3],
    ["with doubled ones in it", `${HEAD}x,A1,"Biz ""and"" more,1\n${ROWS}`, 2],
    ["that somebody closes too late", `${HEAD}x,A1,"Biz,1\n${ROWS}"\n`, 2],
  ])("is told with its line: %s", async (_, text, line) => {
    expect(await told(text)).toMatch(new RegExp(`^sales.csv line ${line}: a quote is opened and not closed`));
  });

  it.each([
    ["none", `${HEAD}${ROWS}`],
    ["closed ones", `"date","account_id","brand","amount"\n${ROWS}"2020-01-06","A1","a ""b""","1"\n${ROWS}`],
    ["one inside of a field", `${HEAD}x,A1,5" pipe,1\n${ROWS}`],
    ["an empty field", `${HEAD}x,A1,"",1\n${ROWS}`],
    ["a value that spreadsheets keep as text", `${HEAD}x,="0012",Biz,1\n${ROWS}`],
  ])("is not seen where there is %s", async (_, text) => {
    expect(await told(text)).toBeNull();
  });

  it("is not seen in a title, and by the file's own delimiter", async () => {
    expect(await told(`"Report of 2020\n${HEAD}${ROWS}`, { skip: 1 })).toBeNull();
    expect(await told(`a;b\n1;"x\n${ROWS}`, { delimiter: ";" })).toMatch(/line 2/);
  });
});
