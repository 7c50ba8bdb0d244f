import type { ContractInput, searchDecisions } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { saveText, toCsv } from "../csv/index.ts";
import { useTexts } from "../language/index.ts";
import { useFailureText, useShopperName, useWording } from "../ui/index.ts";
import { logCsv } from "./log-csv.ts";
import { mostInFile, readWholeLog } from "./read-whole-log.ts";

/** Writes what is filtered into a file, also what the page has not shown yet. Leaving the page stops it. */
export function LogExport({ asked, empty }: { asked: ContractInput<typeof searchDecisions>; empty: boolean }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const shopperName = useShopperName();
  const failureText = useFailureText();
  const [read, setRead] = useState(0);
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const file = useMutation({
    mutationFn: async () => {
      running.current = new AbortController();
      setRead(0);
      const { rows, more } = await readWholeLog(asked, { signal: running.current.signal, onProgress: setRead });
      saveText("decisions.csv", "text/csv", toCsv(logCsv(rows, texts, wording, shopperName)));
      return { more };
    },
  });
  return (
    <div className="log-export">
      <Button variant="default" disabled={empty || file.isPending} onClick={() => file.mutate()}>
        {file.isPending ? t("decision-log.exporting", { read }) : t("decision-log.export")}
      </Button>
      <p className="soft small" role="status">
        {file.data?.more === true && t("decision-log.export-bounded", { most: mostInFile })}
        {file.isError && failureText(file.error)}
      </p>
    </div>
  );
}
