import { runCli } from "../../app/cli/program.ts";

type Told = Promise<{ code: number; stdout: string; stderr: string }>;

/** Runs the CLI in this process: in English, unless the arguments ask for another language. See {@link asIs}. */
export function cli(args: readonly string[], signal?: AbortSignal, onText?: (text: string) => void): Told {
  return asIs(args.includes("--lang") ? args : [...args, "--lang", "en"], signal, onText);
}

/** Runs the CLI in this process and gives its exit code and what it wrote. Every piece is told as it is written. */
export async function asIs(
  args: readonly string[],
  signal: AbortSignal = new AbortController().signal,
  onText: (text: string) => void = () => {},
): Told {
  const written = { stdout: "", stderr: "" };
  const sink = (name: "stdout" | "stderr") => ({
    write: (text: string | Uint8Array) => {
      written[name] += String(text);
      onText(String(text));
      return true;
    },
  });
  const code = await runCli(args, { stdout: sink("stdout"), stderr: sink("stderr"), env: {}, signal });
  return { code, ...written };
}
