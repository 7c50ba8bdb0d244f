export { chooseLink, editLink, searchField, useChoiceKeys, useSaveKey, useScan, useShortcuts } from "./shortcuts.ts";
