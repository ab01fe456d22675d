import { useTranslation } from "react-i18next";
import type { Language } from "../format/number.ts";

/** The translate function and the language that figures are written in. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.resolvedLanguage === "tr" ? "tr" : "en";
  return { t, i18n, language };
}
