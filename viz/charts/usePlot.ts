import { type RefObject, useLayoutEffect, useState } from "react";

/** Draws a chart into a box, again whenever the box's width or what it shows changes. */
export function usePlot(box: RefObject<HTMLElement | null>, draw: (width: number) => Element): void {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measure = () => setWidth(Math.floor(box.current!.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box.current!);
    return () => observer.disconnect();
  }, [box]);
  useLayoutEffect(() => {
    if (width === 0) return;
    const plot = draw(width);
    // An image with one label: the marks in it are named in English.
    plot.setAttribute("role", "img");
    box.current!.replaceChildren(plot);
  }, [box, width, draw]);
}
