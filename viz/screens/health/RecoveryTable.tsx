import type { Recovery } from "../../../app/api/health.ts";
import { percent } from "../../../core/figures.ts";
import { formatChange, formatUnit } from "../../format/number.ts";
import { useWords } from "../../i18n/useWords.ts";

/** A row a way of hiding: how far off, and whether the interval said so. */
export function RecoveryTable({ kinds }: { kinds: readonly Recovery[] }) {
  const { t, language } = useWords();
  // One scale for all errors, at least ±50%, so that small ones look small.
  const errors = kinds.flatMap(kind => [kind.accounts_error ?? 0, kind.amount_error ?? 0]);
  const share = (value: number | null) => (value === null ? "–" : percent(value, language, 0));
  const reach = Math.max(0.5, ...errors.map(Math.abs));
  return (
    <div className="table-box">
      <table className="recovery">
        <thead>
          <tr>
            <th scope="col">{t("recovery.kind")}</th>
            <th scope="col">
              {t("recovery.accounts")}, {t("recovery.error.hint")}
            </th>
            <th scope="col">
              {t("recovery.amount")}, {t("recovery.error.hint")}
            </th>
            <th scope="col" className="figure">
              {t("recovery.areas")}
              <br />({t("recovery.areas.hint")})
            </th>
            <th scope="col" className="figure">
              {t("recovery.spearman")}
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(kind => (
            <tr key={kind.by} data-kind={kind.by}>
              <th scope="row">{t(`recovery.by.${kind.by}`)}</th>
              <ErrorCell error={kind.accounts_error} inside={kind.inside90.accounts} reach={reach} />
              <ErrorCell error={kind.amount_error} inside={kind.inside90.amount} reach={reach} />
              <td className="figure">
                {share(kind.coverage90)} · {share(kind.coverage90_amount)}
              </td>
              <td className="figure">
                {kind.spearman_cells === null ? "–" : formatUnit(kind.spearman_cells, language)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** An error as a bar from the middle, and whether the 90% interval held the truth. */
function ErrorCell({ error, inside, reach }: { error: number | null; inside: boolean; reach: number }) {
  const { t, language } = useWords();
  if (error === null) return <td>–</td>;
  const half = (50 * Math.min(Math.abs(error), reach)) / reach;
  return (
    <td>
      <span className="error-figure figure">{formatChange(error, language)}</span>
      <span className="error-bar" aria-hidden="true">
        <span style={{ left: error < 0 ? `${50 - half}%` : "50%", width: `${half}%` }} />
      </span>
      <span className={inside ? "held" : "missed"}>
        {inside ? `✓ ${t("recovery.held")}` : `✗ ${t("recovery.missed")}`}
      </span>
    </td>
  );
}
