export type { LabelPage } from "./label-page.ts";
export { renderLabels } from "./render-labels.ts";
