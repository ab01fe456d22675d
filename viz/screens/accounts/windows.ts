/** Days of the week in words, runs of three and more as a range: `Mon–Fri`, `Mon, Wed`. */
export function describeDays(days: readonly number[], names: readonly string[]): string {
  const runs: number[][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  return runs
    .map(run =>
      run.length > 2 ? `${names[run[0]!]}–${names[run.at(-1)!]}` : run.map(day => names[day]).join(", "),
    )
    .join(", ");
}
