import { checkProgramDocument } from "@aftercare/platform/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { reading } from "../../api/index.ts";
import type { Check } from "../program-types.ts";
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
    select: withoutEchoes,
  });
  return { query, isChecking: query.isFetching || settled !== document, document };
}

/** A region is named in one field; in the document its goal and its part of the budget repeat the name, and what is wrong with it. */
function withoutEchoes(check: Check): Check {
  return { ...check, faults: check.faults.filter(({ field }) => !/^(goal|budget)\/regions\/\d+\/region$/.test(field)) };
}
