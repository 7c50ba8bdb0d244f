import { toSVG } from "bwip-js/node";

/**
 * A text as a QR picture (ISO/IEC 18004, error correction M): an SVG document without styles or scripts, black on white in
 * any colour scheme, with the quiet zone of four modules that scanners need.
 */
export function qrSvg(text: string): string {
  const module = 2;
  return toSVG({ bcid: "qrcode", text, scale: 1, padding: 4 * module, backgroundcolor: "FFFFFF" }).trim();
}

/** A text as the lines of a Code 128 symbol (ISO/IEC 15417), which every carrier's and every counter's scanner reads; an SVG document. */
export function code128Svg(text: string): string {
  return toSVG({ bcid: "code128", text, scale: 1, height: 12 }).trim();
}
