import { useTexts } from "../language/index.ts";

interface Change {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

interface ChangeTableProps {
  readonly changes: readonly Change[];
  /** What the parts of the document are called, and how their values are written. */
  readonly words: { field(path: string): string; value(path: string, given: unknown): string };
  /** What the two sides are called. */
  readonly before: string;
  readonly after: string;
}

/** Two documents beside each other, where they differ. */
export function ChangeTable({ changes, words, before, after }: ChangeTableProps) {
  const { t } = useTexts();
  if (changes.length === 0) return <p className="soft">{t("programs.changes.none")}</p>;
  return (
    <table className="table stack changes">
      <thead>
        <tr>
          <th scope="col">{t("programs.changes.field")}</th>
          <th scope="col">{before}</th>
          <th scope="col">{after}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before: old, after: now }) => (
          <tr key={field}>
            <th scope="row">{words.field(field)}</th>
            <td data-label={before}>{old === undefined ? "–" : <del>{words.value(field, old)}</del>}</td>
            <td data-label={after}>{now === undefined ? "–" : <ins>{words.value(field, now)}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
