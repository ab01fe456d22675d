import fc from "fast-check";
import { expect, test } from "vitest";
import { InputError } from "../../core/errors.ts";
import { parseConfig } from "../../data/config/config.ts";
import { MOST_FAULTS } from "../../data/yaml/complaint.ts";
import { YAML } from "./badInputs/kit.ts";
import { mutated } from "./textMutations.ts";

const FULL = `${YAML}  visits:
    - {file: visits.csv, columns: {at: Tarih, rep_id: "01"}, date_format: DD.MM.YYYY, delimiter: ";"}
    - file: eski/visits.csv
      encoding: windows-1254
history: {from: 2020-01-06, to: 2021-12-26}
seed: 7
max_rejects: 2,5%
period: week
economics:
  margin: 35%
  contact_cost: {phone: 12.5, face_to_face: 90}
`;

test("any market.yaml is read or refused with a message that a person can read", () => {
  const seen = { read: 0, refused: new Set<string>() };
  fc.assert(
    fc.property(mutated([YAML, FULL]), text => {
      try {
        const config = parseConfig(text);
        expect(Array.isArray(config.sources.sales)).toBe(true);
        seen.read++;
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        expect(error.message).toMatch(/^market\.yaml line \d+/);
        expect(error.message.length).toBeLessThan(4000);
        expect(((error.details.faults as unknown[]) ?? []).length).toBeLessThanOrEqual(MOST_FAULTS);
        seen.refused.add(error.code);
      }
    }),
    { seed: 11, numRuns: 300 },
  );
  expect(seen.read).toBeGreaterThan(5);
  expect([...seen.refused]).toEqual(
    expect.arrayContaining(["config_syntax", "yaml_limit", "config_invalid", "config_unknown_key"]),
  );
});
