import { Button } from "@mantine/core";
import { type RefObject, useState } from "react";
import type { ScenarioText } from "../../../app/api/scenarios.ts";
import { named, Sentence } from "../../i18n/Sentence.tsx";
import { useWords } from "../../i18n/useWords.ts";
import { Detail } from "../../parts/Detail.tsx";
import { useShelf } from "./client.ts";
import { writeDraft } from "./drafts.ts";
import { NEW } from "./names.ts";
import type { EditedText } from "./useText.ts";

interface Props {
  market: string;
  id: string;
  file: ScenarioText | undefined;
  edited: EditedText;
  /** Where the editor finds what its save key does. */
  save: RefObject<() => void>;
  onDiscard: () => void;
  onNamed: (id: string) => void;
  onChoose: (id: string) => void;
}

type Dialog = "rename" | "remove" | null;

/** The scenario's file: its name, and saving, copying, renaming and throwing it away. */
export function FileBar({ market, id, file, edited, save, onDiscard, onNamed, onChoose }: Props) {
  const { t } = useWords();
  const shelf = useShelf(market);
  const [dialog, setDialog] = useState<Dialog>(null);
  const own = file?.source === "market";
  const asNew = !own;
  const keep = () => {
    if (edited.text === null || shelf.save.isPending) return;
    if (!edited.changed && own) return;
    shelf.save.mutate(
      { id: asNew ? null : id, text: edited.text, version: asNew ? null : edited.version },
      {
        onSuccess: saved => {
          edited.discard();
          if (saved.id !== id) onNamed(saved.id);
        },
      },
    );
  };
  save.current = keep;
  const problem = shelf.save.error ?? shelf.rename.error ?? shelf.remove.error;
  return (
    <div className="file-bar">
      <span className="file-name">
        {id === NEW ? t("scenario.noFile") : <span translate="no">{id}.yaml</span>}
        {file?.read_only && <span className="small scenario-tag">{t("scenario.readOnly")}</span>}
      </span>
      <span className="file-actions">
        {edited.changed && id !== NEW && (
          <button type="button" className="link" onClick={onDiscard}>
            {t("scenario.discard")}
          </button>
        )}
        {own && (
          <>
            <button
              type="button"
              className="link"
              onClick={() => setDialog(dialog === "rename" ? null : "rename")}
            >
              {t("scenario.rename")}
            </button>
            <button
              type="button"
              className="link"
              onClick={() => setDialog(dialog === "remove" ? null : "remove")}
            >
              {t("scenario.remove")}
            </button>
          </>
        )}
        <Button
          variant="default"
          size="compact-xs"
          disabled={own && !edited.changed}
          loading={shelf.save.isPending}
          onClick={keep}
        >
          {t(file?.read_only ? "scenario.saveCopy" : "scenario.save")}
        </Button>
      </span>
      {dialog === "rename" && (
        <RenameForm
          id={id}
          busy={shelf.rename.isPending}
          onCancel={() => setDialog(null)}
          onRename={to =>
            shelf.rename.mutate(
              { id, to },
              {
                onSuccess: renamed => {
                  if (edited.changed && edited.text !== null)
                    writeDraft(market, renamed.id, { text: edited.text, version: edited.version });
                  writeDraft(market, id, null);
                  onNamed(renamed.id);
                },
              },
            )
          }
        />
      )}
      {dialog === "remove" && (
        <p className="file-dialog" role="alertdialog" aria-label={t("scenario.remove")}>
          <span>
            <Sentence text={t("scenario.removeSure", { file: named(`${id}.yaml`) })} />
          </span>
          <Button
            variant="default"
            size="compact-xs"
            loading={shelf.remove.isPending}
            onClick={() =>
              shelf.remove.mutate(id, {
                onSuccess: () => {
                  writeDraft(market, id, null);
                  onChoose(NEW);
                },
              })
            }
          >
            {t("scenario.remove")}
          </Button>
          <button type="button" className="link" onClick={() => setDialog(null)}>
            {t("scenario.keep")}
          </button>
        </p>
      )}
      {problem && (
        <p className="file-problem" role="alert">
          <Detail error={problem} />
        </p>
      )}
    </div>
  );
}

interface RenameProps {
  id: string;
  busy: boolean;
  onRename: (to: string) => void;
  onCancel: () => void;
}

function RenameForm({ id, busy, onRename, onCancel }: RenameProps) {
  const { t } = useWords();
  const [to, setTo] = useState(id);
  return (
    <form
      className="file-dialog"
      onSubmit={event => {
        event.preventDefault();
        onRename(to);
      }}
    >
      <input
        className="field"
        aria-label={t("scenario.newName")}
        value={to}
        pattern="[a-z0-9]+(-[a-z0-9]+)*"
        maxLength={60}
        required
        title={t("scenario.nameRule")}
        onChange={event => setTo(event.currentTarget.value)}
      />
      <Button variant="default" size="compact-xs" type="submit" loading={busy} disabled={to === id}>
        {t("scenario.rename")}
      </Button>
      <button type="button" className="link" onClick={onCancel}>
        {t("scenario.keep")}
      </button>
    </form>
  );
}
