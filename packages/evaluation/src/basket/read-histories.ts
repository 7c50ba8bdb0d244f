/** What one shopper bought, basket by basket, and what came next. Items are texts, so that 7, 7.0 and "7" are the same. */
export interface ShopperHistory {
  readonly user: string;
  readonly split: string;
  readonly history: readonly (readonly string[])[];
  readonly future: readonly string[];
}

/** Whether the text is JSON Lines of baskets and not of order lines. */
export function holdsHistories(text: string): boolean {
  return /^\s*\{[^\n]*"history"\s*:/.test(text);
}

/**
 * JSON Lines of `{user, split?, history: [[item…]…], future: [item…]}`; items are numbers or texts, empty baskets are left out. Throws,
 * naming file and line, on what is no such row.
 */
export function readHistories(path: string, text: string): ShopperHistory[] {
  return text
    .split("\n")
    .flatMap((line, number) => (line.trim() === "" ? [] : [parsed(line, `${path}, line ${number + 1}`)]));
}

function parsed(line: string, place: string): ShopperHistory {
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch {
    throw new Error(`${place} is no JSON: one object a line is needed`);
  }
  if (typeof row === "object" && row !== null && "history" in row) {
    const future = "future" in row ? (row.future ?? []) : [];
    const { history } = row;
    if (Array.isArray(history) && history.every(isBasket) && isBasket(future)) {
      return {
        user: "user" in row ? String(row.user) : place,
        split: "split" in row && row.split !== null ? String(row.split).toLowerCase() : "",
        history: history.filter((basket) => basket.length > 0).map((basket) => basket.map(String)),
        future: future.map(String),
      };
    }
  }
  throw new Error(`${place}: user, history (a list of lists of items) and future (a list of items) are needed`);
}

function isBasket(basket: unknown): basket is (string | number)[] {
  return Array.isArray(basket) && basket.every((item) => typeof item === "string" || Number.isFinite(item));
}
