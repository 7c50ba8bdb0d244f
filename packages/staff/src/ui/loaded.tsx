import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Failure } from "./states.tsx";

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly waiting: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** Shows what a query answers: its skeleton, its failure with a retry, or its data. Data at hand outlives a failed refresh. */
export function Loaded<Data>({ query, waiting, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failure error={query.error} onRetry={() => query.refetch()} />;
  return waiting;
}
