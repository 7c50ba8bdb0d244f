export { chooseLink, editLink, searchField, useSaveKey, useScan, useShortcuts } from "./shortcuts.ts";
