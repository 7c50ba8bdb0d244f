import { checkReturnPolicy } from "@aftercare/platform/contract";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { reading } from "../../api/index.ts";

const pauseMs = 400;

/** Checks a document whenever somebody has stopped typing; the last answer stands until the next one is there. */
export function useCheck(document: unknown) {
  const [settled, setSettled] = useState(document);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(document), pauseMs);
    return () => clearTimeout(timer);
  }, [document]);
  const query = useQuery({
    ...reading(checkReturnPolicy, { document: settled }),
    // A text that cannot be read is no document yet.
    enabled: settled !== undefined,
    placeholderData: keepPreviousData,
  });
  return { query, isChecking: query.isFetching || settled !== document };
}
