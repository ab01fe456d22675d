/** Pixels on each side of the map that rail, panel and dock cover: what the first fit leaves free. */
export function mapFrame(): { left: number; right: number; top: number; bottom: number } {
  const style = getComputedStyle(document.documentElement);
  const pixels = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0;
  const margin = 28;
  const width = window.innerWidth;
  const height = window.innerHeight;
  const frame = {
    left: pixels("--rail") + margin,
    right: pixels("--panel") + pixels("--gap") + margin,
    top: margin,
    bottom: pixels("--dock") + pixels("--gap") + margin,
  };
  // On a small screen the panels cover most of the map: fit to all of it rather than to a sliver.
  const tooNarrow = width - frame.left - frame.right < width / 3;
  const tooLow = height - frame.top - frame.bottom < height / 3;
  return {
    ...frame,
    ...(tooNarrow ? { left: margin, right: margin } : {}),
    ...(tooLow ? { bottom: margin } : {}),
  };
}
