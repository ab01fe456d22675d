import type { Plan } from "./plan.ts";

/** Rows as `territories` has them. `step` stands where there were moves: a later step goes before all earlier ones. */
export function planCsv({ territories, steps }: Plan): string {
  const moved = steps.length > 1;
  const regions = territories.some(({ region }) => region);
  const known = new Map(territories.map(territory => [territory.id, territory]));
  const head = [
    "territory_id",
    "name",
    "rep_id",
    ...(regions ? ["region_id"] : []),
    "area_id",
    "cell",
    "account_id",
    ...(moved ? ["step"] : []),
  ];
  const rows = steps.flatMap((step, s) =>
    step.map(({ territory, area, cell, account }) => {
      const { name, repId, region = null } = known.get(territory)!;
      return [
        territory,
        name,
        repId,
        ...(regions ? [region] : []),
        area,
        cell,
        account,
        ...(moved ? [`${s}`] : []),
      ];
    }),
  );
  return [head, ...rows].map(row => `${row.map(csvField).join(",")}\n`).join("");
}

/** A field as a CSV file for programs has it. */
function csvField(value: string | null): string {
  return value !== null && /[",\r\n]|^\s|\s$/.test(value)
    ? `"${value.replaceAll('"', '""')}"`
    : (value ?? "");
}
