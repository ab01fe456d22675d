import type { MapView } from "./MapView.ts";

/** What the image says about itself: it leaves the page, and with it legend and badges. */
export interface ImageCaption {
  readonly fileName: string;
  readonly lines: readonly string[];
  readonly colors: readonly string[];
  /** The figures between one colour and the next. */
  readonly breaks: readonly string[];
  readonly ink: string;
  readonly ground: string;
}

const LINE = 18;
const MARGIN = 16;
const SWATCH = 46;

/** Saves what the map shows as a PNG with a caption and the legend's colours. */
export async function saveImage(map: MapView, caption: ImageCaption): Promise<void> {
  const canvas = map.image();
  writeCaption(canvas, caption);
  const image = await new Promise<Blob | null>(resolve => canvas.toBlob(resolve, "image/png"));
  if (!image) return;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(image);
  link.download = caption.fileName;
  link.click();
  URL.revokeObjectURL(link.href);
}

function writeCaption(canvas: HTMLCanvasElement, caption: ImageCaption): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { lines, colors, breaks, ink, ground } = caption;
  const ratio = window.devicePixelRatio;
  context.scale(ratio, ratio);
  const height = LINE * (lines.length + 2) + 2 * MARGIN;
  const top = canvas.height / ratio - height;
  context.fillStyle = ground;
  context.fillRect(0, top, canvas.width / ratio, height);
  context.textBaseline = "top";
  lines.forEach((line, k) => {
    context.font = `${k === 0 ? 600 : 400} 13px "Inter Variable", sans-serif`;
    context.fillStyle = ink;
    context.fillText(line, MARGIN, top + MARGIN + k * LINE);
  });
  const ramp = top + MARGIN + lines.length * LINE + 4;
  colors.forEach((color, k) => {
    context.fillStyle = color;
    context.fillRect(MARGIN + k * SWATCH, ramp, SWATCH - 2, 10);
  });
  context.fillStyle = ink;
  context.font = '400 11px "Inter Variable", sans-serif';
  context.textAlign = "center";
  breaks.forEach((text, k) => {
    context.fillText(text, MARGIN + (k + 1) * SWATCH, ramp + 14);
  });
}
