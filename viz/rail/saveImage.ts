import type { MapView } from "../map/MapView.ts";

/** Saves what the map shows as `<market>-<layer>.png`. */
export async function saveImage(map: MapView, market: string, layer: string): Promise<void> {
  const image = await map.image();
  if (!image) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(image);
  link.download = `${market}-${layer}.png`;
  link.click();
  URL.revokeObjectURL(link.href);
}
