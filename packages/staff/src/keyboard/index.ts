export { searchField, useScan, useShortcuts } from "./shortcuts.ts";
