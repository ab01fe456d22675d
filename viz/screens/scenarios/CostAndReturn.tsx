import type { RunResult } from "../../../app/api/scenarios.ts";
import { decimal } from "../../../core/figures.ts";
import { formatChance, formatSignedAmount, formatUplift } from "../../format/number.ts";
import { Told } from "../../i18n/Told.tsx";
import { useWords } from "../../i18n/useWords.ts";

interface Props {
  economics: RunResult["economics"];
  currency: string;
}

/** What it costs, and what is left: as far as market.yaml says what things cost. */
export function CostAndReturn({ economics, currency }: Props) {
  const { t, language } = useWords();
  const { gross_profit, contact_cost, rep_cost, net, return_on_cost, notes } = economics;
  const rows = [
    gross_profit && ([t("economics.profit"), formatUplift(gross_profit, currency, language)] as const),
    contact_cost && ([t("economics.contacts"), formatUplift(contact_cost, currency, language)] as const),
    rep_cost !== null &&
      rep_cost !== 0 &&
      ([t("economics.reps"), formatSignedAmount(rep_cost, currency, language)] as const),
  ].filter(row => row !== null && row !== false);
  return (
    <section className="economics">
      <h3>{t("economics.title")}</h3>
      <dl>
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {net && (
          <div className="economics-net">
            <dt>{t("economics.net")}</dt>
            <dd>
              {formatUplift(net, currency, language)}
              <span className="small">
                {t("answer.positiveOf", { share: formatChance(net.p_positive, language) })}
              </span>
            </dd>
          </div>
        )}
        {return_on_cost !== null && (
          <div>
            <dt>{t("economics.return")}</dt>
            <dd>{decimal(return_on_cost, 2, language)}</dd>
          </div>
        )}
      </dl>
      {notes.map(note => (
        <p key={note.key} className="small">
          <Told note={note} />
        </p>
      ))}
    </section>
  );
}
