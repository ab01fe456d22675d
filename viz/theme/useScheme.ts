import { useEffect, useSyncExternalStore } from "react";
import { useView } from "../state/view.ts";
import type { Scheme } from "./palette.ts";

const prefersLight = window.matchMedia("(prefers-color-scheme: light)");

/** The theme in force: the address's, else the system's, else dark. */
export function useScheme(): Scheme {
  const { theme } = useView();
  const system = useSyncExternalStore(subscribe, () => (prefersLight.matches ? "light" : "dark"));
  const scheme = theme ?? system;
  useEffect(() => {
    document.documentElement.style.colorScheme = scheme;
  }, [scheme]);
  return scheme;
}

function subscribe(listener: () => void): () => void {
  prefersLight.addEventListener("change", listener);
  return () => prefersLight.removeEventListener("change", listener);
}
