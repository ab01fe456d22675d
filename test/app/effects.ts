import { runCli } from "../../app/cli/program.ts";

/** Runs the CLI in this process and gives its exit code and what it wrote. Every piece is told as it is written. */
export async function cli(
  args: readonly string[],
  signal: AbortSignal = new AbortController().signal,
  onText: (text: string) => void = () => {},
): Promise<{ code: number; stdout: string; stderr: string }> {
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
