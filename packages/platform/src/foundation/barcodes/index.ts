export { code128Svg, qrSvg } from "./barcodes.ts";
