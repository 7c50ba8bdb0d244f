import { toSVG } from "bwip-js/node";

/**
 * The code as a QR picture (ISO/IEC 18004, error correction M): an SVG document without styles or scripts, black on white in
 * any colour scheme, with the quiet zone of four modules that scanners need.
 */
export function offerQr(code: string): string {
  const module = 2;
  return toSVG({ bcid: "qrcode", text: code, scale: 1, padding: 4 * module, backgroundcolor: "FFFFFF" }).trim();
}
