import { useMutation } from "@tanstack/react-query";
import type { RunStatus } from "../../../app/api/scenarios.ts";
import { formatWhole } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";
import { JobProgress } from "../../parts/JobProgress.tsx";
import { useView } from "../../state/view.ts";
import { cancelRun } from "./client.ts";

/** How far the run is, and the way to stop it. */
export function RunProgress({ market, status }: { market: string; status: RunStatus }) {
  const { t, language } = useWords();
  const { run } = useView();
  const cancel = useMutation({ mutationFn: () => cancelRun(market, run!) });
  const [done, total] = [status.done, status.total].map(runs => formatWhole(runs, language));
  return (
    <JobProgress
      status={status}
      label={t("run.label")}
      words={t("run.progress", { done, total })}
      cancelling={cancel.isPending}
      onCancel={() => cancel.mutate()}
    />
  );
}
