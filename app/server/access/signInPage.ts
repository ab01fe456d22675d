import { escaped } from "../../export/html.ts";
import { SIGN_IN_WORDS, type SignInWords } from "./words.ts";

export type Language = keyof typeof SIGN_IN_WORDS;

/** The page that asks for the token: plain HTML, in every language that the markets of this server speak. */
export function signInPage(languages: readonly Language[], to: string, trouble?: "wrong" | "wait"): string {
  const all = languages.map(language => SIGN_IN_WORDS[language]);
  const say = (key: keyof SignInWords) => all.map(words => words[key]).join(" · ");
  return `<!doctype html>
<html lang="${languages[0]}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${say("title")} · Penumbra</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { display: grid; place-items: center; min-height: 100vh; margin: 0 }
  form { display: grid; gap: 0.75rem; width: min(22rem, 90vw) }
  h1 { margin: 0; font-size: 1.25rem }
  input, button { font: inherit; padding: 0.5rem }
</style>
<form method="post" action="/sign-in">
  <h1>Penumbra</h1>
  ${trouble ? `<p role="alert">${say(trouble)}</p>` : ""}
  <label for="token">${say("ask")}</label>
  <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
  <input name="to" type="hidden" value="${escaped(to)}">
  <button>${say("enter")}</button>
</form>
</html>
`;
}
