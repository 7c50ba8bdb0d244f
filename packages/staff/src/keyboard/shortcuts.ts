import { useEffect, useEffectEvent } from "react";
import { createChoiceKeys } from "./choice-key.ts";
import { nextPosition } from "./list-position.ts";
import { createScanner } from "./scanner.ts";

/** Marks the page's search field for `/`; a row's link carries `data-list-item` for `j` and `k`. */
export const searchField = { "data-search": "" };

/** Marks the page's way to edit what it shows, for `e`. */
export const editLink = { "data-edit": "" };

/** Marks the way to a choice, for `c`: that of the row one is in, else the page's first. */
export const chooseLink = { "data-choose": "" };

/** `/` goes to the search, `j` and `k` move through the list (Enter then follows the link), `e` edits, `c` chooses, `?` asks for help. */
export function useShortcuts(onHelp: () => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector("dialog[open]") !== null) return;
    if (event.key === "/") {
      const field = document.querySelector<HTMLInputElement>("[data-search]");
      if (field === null) return;
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "j" || event.key === "k") {
      moveInList(event.key === "j" ? 1 : -1);
    } else if (event.key === "e") {
      document.querySelector<HTMLElement>("[data-edit]")?.click();
    } else if (event.key === "c") {
      goToChoice();
    } else if (event.key === "?") {
      onHelp();
    }
  });
  useEffect(() => {
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, []);
}

/** Hears a barcode scanner anywhere on the page; in a text field only a barcode, which then stands for the whole text. */
export function useScan(onScan: (code: string) => void): void {
  const scanned = useEffectEvent(onScan);
  useEffect(() => {
    const scanner = createScanner();
    const hear = (event: KeyboardEvent) => {
      const code = scanner.press(event.key, event.timeStamp);
      if (code === undefined) return;
      // In a field, a quick hand is told from a scanner by what was written; any other text the form reads by itself.
      if (isTyping(event.target) && !isBarcode(code)) return;
      // The scan's Enter would press whatever button has the focus.
      event.preventDefault();
      event.stopPropagation();
      // A busy browser can hear a scan late in the middle: what stands in the field is all of it.
      const written = event.target instanceof HTMLInputElement ? event.target.value : "";
      scanned(isBarcode(written) && written.endsWith(code) ? written : code);
    };
    document.addEventListener("keydown", hear, { capture: true });
    return () => document.removeEventListener("keydown", hear, { capture: true });
  }, []);
}

function isBarcode(text: string): boolean {
  return /^\d{8,14}$/.test(text);
}

function moveInList(step: 1 | -1): void {
  const items = [...document.querySelectorAll<HTMLElement>("[data-list-item]")];
  const current = items.findIndex((item) => item.matches(":focus"));
  const target = items[nextPosition(current, step, items.length)];
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" });
}

function goToChoice(): void {
  const row = document.activeElement?.closest("tr");
  const choice = (row ?? document).querySelector<HTMLElement>("[data-choose]");
  choice?.focus();
  if (choice instanceof HTMLAnchorElement) choice.click();
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Hears single keys, such as 1 to 7 for a grade, wherever nobody is typing; the characters of a scan are none. */
export function useChoiceKeys(keys: string, onKey: (key: string) => void): void {
  const chosen = useEffectEvent(onKey);
  useEffect(() => {
    const choices = createChoiceKeys((key) => {
      if (keys.includes(key)) chosen(key);
    });
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return choices.stop();
      if (document.querySelector("dialog[open]") !== null) return choices.stop();
      // What is no character, such as Shift, is none of a scan's either.
      if (event.key.length === 1 || event.key === "Enter") choices.press(event.key, event.timeStamp);
    };
    document.addEventListener("keydown", hear, { capture: true });
    return () => {
      choices.stop();
      document.removeEventListener("keydown", hear, { capture: true });
    };
  }, [keys]);
}

/** Ctrl or ⌘ with S saves what the page edits, also from within a field. */
export function useSaveKey(onSave: () => void): void {
  const handle = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    onSave();
  });
  useEffect(() => {
    document.addEventListener("keydown", handle);
    return () => document.removeEventListener("keydown", handle);
  }, []);
}
