import { checkProgramDocument } from "@aftercare/platform/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { reading } from "../../api/index.ts";
import { documentOf, type ProgramDraft } from "./draft.ts";

const pauseMs = 500;

/** Checks a draft whenever somebody has stopped typing; the last answer stands until the next one is there. */
export function useCheck(draft: ProgramDraft, name: string) {
  const document = useMemo(() => ({ ...documentOf(draft), name }), [draft, name]);
  const [settled, setSettled] = useState(document);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(document), pauseMs);
    return () => clearTimeout(timer);
  }, [document]);
  const query = useQuery({
    ...reading(checkProgramDocument, { document: settled }),
    placeholderData: keepPreviousData,
  });
  return { query, isChecking: query.isFetching || settled !== document, document };
}
