import { createHash, createHmac, scryptSync, timingSafeEqual } from "node:crypto";
import { InputError } from "../../../core/errors.ts";

/** Letters, digits and marks, no space: a token goes into a header. Long enough not to be guessed over a network. */
const TOKEN = /^[!-~]{16,256}$/;

/** Seconds that a sign-in lasts: a month. */
export const SESSION_LIFE = 30 * 86_400;

/** Knows the token without ever giving it away: what a cookie holds is derived from it. */
export interface TokenKeeper {
  /** Whether this is the token; takes as long for any text. */
  admits(given: string): boolean;
  /** A proof that the token was shown, good for {@link SESSION_LIFE} from `now` (seconds since 1970). */
  session(now: number): string;
  holds(session: string, now: number): boolean;
}

/** @throws InputError `token` for a token that is too short, too long or holds a space. */
export function tokenKeeper(token: string): TokenKeeper {
  if (!TOKEN.test(token))
    throw new InputError(
      "token",
      `the token has ${token.length} characters; expected 16 to 256 letters, digits and marks without a space, such as openssl rand -hex 24 prints`,
    );
  const digest = digestOf(token);
  // Slow to make, so that a stolen cookie is no quick way to try tokens. The same after a restart.
  const key = scryptSync(token, "penumbra session", 32);
  const seal = (expires: string) => createHmac("sha256", key).update(expires).digest("base64url");
  return {
    admits: given => timingSafeEqual(digestOf(given), digest),
    session: now => {
      const expires = String(now + SESSION_LIFE);
      return `${expires}.${seal(expires)}`;
    },
    holds: (session, now) => {
      const [expires = "", sealed = ""] = session.split(".");
      const genuine = timingSafeEqual(digestOf(sealed), digestOf(seal(expires)));
      return genuine && Number(expires) > now;
    },
  };
}

function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
