import { useEffect, useRef } from "react";

interface Keys {
  undo: () => void;
  redo: () => void;
}

/** Control (or Command) with Z takes back, with Shift and Z or with Y does again; a field keeps its own. */
export function useKeys(keys: Keys): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if ((event.target as HTMLElement).matches("input, textarea, [contenteditable=true]")) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) now.current.redo();
      else now.current.undo();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
