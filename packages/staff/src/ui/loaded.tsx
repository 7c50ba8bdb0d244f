import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { isNothingThere } from "../api/index.ts";
import { NotFound } from "./not-found.tsx";
import { Failure } from "./states.tsx";

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly waiting: ReactNode;
  /** Whether it is the page: where its address names nothing, there is none. */
  readonly page?: boolean;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what a query answers: its skeleton, its failure with a retry, or its data. Data at hand outlives a failed refresh. */
export function Loaded<Data>({ query, waiting, page = false, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (page && isNothingThere(query.error)) return <NotFound text="staff.not-found.record" />;
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  return waiting;
}
