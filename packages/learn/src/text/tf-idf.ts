import { LearnError, requireSome, requireWhole } from "../errors/index.ts";
import { normaliseText } from "./normalise-text.ts";
import type { SparseRow } from "./sparse-rows.ts";
import { piecesOf, type TextView } from "./views.ts";

/** What turns a text into a row: each view's known pieces with their columns, and each column's rarity. */
export interface TfIdf {
  readonly views: readonly TextView[];
  /** For each view, piece to column. */
  readonly columnsOf: readonly ReadonlyMap<string, number>[];
  /** ln((1 + texts) ÷ (1 + texts with the piece)) + 1 by column. */
  readonly idf: Float32Array;
  /** The same for a piece that no text had. */
  readonly unseenIdf: number;
}

/** A text as the model sees it. */
export interface ReadText extends SparseRow {
  /** Share of the rarity of the first view's pieces that belongs to known ones; 0 where it has none. */
  readonly known: number;
  /** Pieces of the first view. */
  readonly length: number;
}

/**
 * Term frequency times inverse document frequency over several views of the texts (Salton, Buckley 1988, "Term-weighting approaches
 * in automatic text retrieval"; smoothed and sublinear as in scikit-learn).
 *
 * @param minimumTexts texts in which a piece must occur to be kept, 1 or more.
 * @throws LearnError naming `texts`, `views` or `minimumTexts`.
 */
export function fitTfIdf(texts: readonly string[], views: readonly TextView[], minimumTexts: number): TfIdf {
  requireSome("texts", texts);
  requireWhole("minimumTexts", minimumTexts, 1);
  requireViews(views);
  const normalised = texts.map(normaliseText);
  const idf: number[] = [];
  const columnsOf = views.map((view) => {
    const counts = new Map<string, number>();
    for (const text of normalised) {
      for (const piece of new Set(piecesOf(view, text))) counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
    const kept = [...counts].filter(([, count]) => count >= minimumTexts).sort(([a], [b]) => (a < b ? -1 : 1));
    const columns = new Map<string, number>();
    for (const [piece, count] of kept) {
      columns.set(piece, idf.length);
      idf.push(Math.log((1 + texts.length) / (1 + count)) + 1);
    }
    return columns;
  });
  return { views, columnsOf, idf: Float32Array.from(idf), unseenIdf: Math.fround(Math.log(1 + texts.length) + 1) };
}

/** The row of one text: in each view (1 + ln count) × idf, scaled to the view's share. A text without known pieces is empty. */
export function readText(tfIdf: TfIdf, text: string): ReadText {
  const normalised = normaliseText(text);
  const indices: number[] = [];
  const values: number[] = [];
  let known = 0;
  let unknown = 0;
  let length = 0;
  for (const [v, view] of tfIdf.views.entries()) {
    const columns = tfIdf.columnsOf[v]!;
    const counts = new Map<number, number>();
    for (const piece of piecesOf(view, normalised)) {
      const column = columns.get(piece);
      if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
      if (v > 0) continue;
      length++;
      if (column === undefined) unknown += tfIdf.unseenIdf;
      else known += tfIdf.idf[column]!;
    }
    const start = values.length;
    let squares = 0;
    for (const [column, count] of counts) {
      const value = (1 + Math.log(count)) * tfIdf.idf[column]!;
      indices.push(column);
      values.push(value);
      squares += value * value;
    }
    const scale = Math.sqrt(view.share / squares);
    for (let k = start; k < values.length; k++) values[k]! *= scale;
  }
  return {
    indices: Uint32Array.from(indices),
    values: Float32Array.from(values),
    known: known + unknown > 0 ? known / (known + unknown) : 0,
    length,
  };
}

function requireViews(views: readonly TextView[]): void {
  requireSome("views", views);
  for (const [v, view] of views.entries()) {
    requireWhole(`views[${v}].from`, view.from, 1);
    requireWhole(`views[${v}].to`, view.to, view.from);
    if (!(view.share > 0 && Number.isFinite(view.share))) {
      throw new LearnError(`views[${v}].share`, `is ${String(view.share)}; a number above 0 is needed`);
    }
  }
}
