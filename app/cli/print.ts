import type { Effects } from "../effects/effects.ts";

/** The one JSON document of a command. */
export function printJson(effects: Effects, value: unknown): void {
  effects.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
