export { listItem, searchField, useScan, useShortcuts } from "./shortcuts.ts";
