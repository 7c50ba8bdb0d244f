import { type ContractInput, searchDifferences } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { call } from "../api/index.ts";
import { saveText, toCsv } from "../csv/index.ts";
import { useTexts } from "../language/index.ts";
import { useFailureText } from "../ui/index.ts";
import type { Difference } from "./difference-words.ts";
import { differencesCsv } from "./differences-csv.ts";

type Asked = ContractInput<typeof searchDifferences>;

/** More than anybody goes through by hand; whoever has more asks by kind. */
const mostInFile = 10_000;

/** Writes what is filtered into a file, also what the page has not shown yet. */
export function DifferenceExport({ asked, empty }: { asked: Asked; empty: boolean }) {
  const texts = useTexts();
  const failureText = useFailureText();
  const file = useMutation({
    mutationFn: async () => saveText("differences.csv", "text/csv", toCsv(differencesCsv(await readAll(asked), texts))),
  });
  return (
    <div>
      <Button variant="default" disabled={empty} loading={file.isPending} onClick={() => file.mutate()}>
        {texts.t("reconciliation.export")}
      </Button>
      {file.isError && <p role="alert">{failureText(file.error)}</p>}
    </div>
  );
}

async function readAll(asked: Asked): Promise<Difference[]> {
  const rows: Difference[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(searchDifferences, { ...asked, limit: 200, ...(cursor !== undefined && { cursor }) });
    rows.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && rows.length < mostInFile);
  return rows;
}
