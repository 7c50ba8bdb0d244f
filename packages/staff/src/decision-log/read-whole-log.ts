import { type ContractInput, type ContractOutput, searchDecisions } from "@aftercare/platform/contract";
import { call } from "../api/index.ts";

type Asked = ContractInput<typeof searchDecisions>;
type Logged = ContractOutput<typeof searchDecisions>["items"][number];

/** What one file holds at most: more is a question for the interface, a month or a program at a time. */
export const mostInFile = 10_000;

/** Reads what fits a question page by page, latest first, up to {@link mostInFile}. */
export async function readWholeLog(
  asked: Asked,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (read: number) => void },
): Promise<{ rows: readonly Logged[]; more: boolean }> {
  const rows: Logged[] = [];
  let cursor: string | undefined;
  do {
    const limit = Math.min(500, mostInFile - rows.length);
    const page = await call(searchDecisions, { ...asked, limit, ...(cursor !== undefined && { cursor }) }, { signal });
    rows.push(...page.items);
    cursor = page.next;
    onProgress(rows.length);
  } while (cursor !== undefined && rows.length < mostInFile);
  return { rows, more: cursor !== undefined };
}
