import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon, type IconName } from "../theme/icons.tsx";

interface Props {
  icon: IconName;
  hint: string;
  label?: string;
  pressed?: boolean;
  onClick: () => void;
}

/** A button of the rail: an icon with a short name below it, and its hint beside it. */
export function RailButton({ icon, hint, label, pressed, onClick }: Props): ReactNode {
  return (
    <Tooltip label={hint} position="right">
      <button
        type="button"
        className="rail-button"
        aria-label={hint}
        aria-pressed={pressed}
        onClick={onClick}
      >
        <Icon name={icon} />
        {label && <span>{label}</span>}
      </button>
    </Tooltip>
  );
}
