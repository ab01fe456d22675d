/** What the sign-in page says. */
export interface SignInWords {
  readonly title: string;
  readonly ask: string;
  readonly enter: string;
  readonly wrong: string;
  readonly wait: string;
}

export const SIGN_IN_WORDS: Readonly<Record<"en" | "tr", SignInWords>> = {
  en: {
    title: "Sign in",
    ask: "The token that this server was started with",
    enter: "Enter",
    wrong: "That is not the token of this server.",
    wait: "Too many wrong tries. Wait a minute, then try again.",
  },
  tr: {
    title: "Giriş",
    ask: "Bu sunucunun başlatıldığı anahtar",
    enter: "Gir",
    wrong: "Bu sunucunun anahtarı bu değil.",
    wait: "Çok fazla yanlış deneme oldu. Bir dakika bekleyip yeniden deneyin.",
  },
};
