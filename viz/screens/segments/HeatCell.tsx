import type { CSSProperties, ReactNode } from "react";

interface Props {
  /** 0 to 1; null leaves the cell empty. */
  share: number | null;
  /** All of it in words, for the pointer and for screen readers. */
  label: string;
  children: ReactNode;
}

/** A cell of a heat matrix: its colour says how much, its text how much exactly. */
export function HeatCell({ share, label, children }: Props) {
  const style = { "--share": share ?? 0 } as CSSProperties;
  const strength = (share ?? 0) > 0.88 ? "full" : (share ?? 0) > 0.55 ? "strong" : undefined;
  return (
    <td className="heat figure" title={label} style={style} data-strength={strength}>
      <span aria-hidden="true">{children}</span>
      <span className="visually-hidden">{label}</span>
    </td>
  );
}
