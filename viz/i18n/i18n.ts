import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { en } from "./en.ts";
import { tr } from "./tr.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "page";
    resources: { page: typeof en };
    keySeparator: false;
    nsSeparator: false;
  }
}

/** Starts i18next with both languages on board; keys are flat, so dots in them are plain characters. */
export function startI18n(language: "en" | "tr"): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    defaultNS: "page",
    resources: { en: { page: en }, tr: { page: tr } },
    keySeparator: false,
    nsSeparator: false,
    // React escapes what it renders.
    interpolation: { escapeValue: false },
  });
}
