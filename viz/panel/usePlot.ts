import { type RefObject, useEffect, useState } from "react";

/** Draws a chart into a box, again whenever the box's width or what it shows changes. */
export function usePlot(box: RefObject<HTMLElement | null>, draw: (width: number) => Element): void {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, [box]);
  useEffect(() => {
    if (width > 0) box.current!.replaceChildren(draw(width));
  }, [box, width, draw]);
}
