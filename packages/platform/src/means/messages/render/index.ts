export { renderCard } from "./card.ts";
export type { Frame } from "./frame.ts";
export { renderHtml } from "./html.ts";
export { renderText } from "./text.ts";
