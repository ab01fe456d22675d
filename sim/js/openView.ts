import type { UnitView } from "../spec/unitView.ts";
import type { Kernel } from "./kernel.ts";

/** The kernel that records by the view's units; without a view by the model's own. */
export function withView(kernel: Kernel, view: UnitView | null): Kernel {
  return view === null ? kernel : { ...kernel, ...view };
}
