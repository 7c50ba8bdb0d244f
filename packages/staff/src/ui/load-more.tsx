import { Button } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import { Failure } from "./states.tsx";

interface LoadMoreProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: unknown;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

/** The way to the next page of a listing, below it. `j` stops here after the last row. */
export function LoadMore({ query }: LoadMoreProps) {
  const { t } = useTexts();
  if (query.isFetchNextPageError) return <Failure error={query.error} onRetry={query.fetchNextPage} />;
  if (!query.hasNextPage) return null;
  return (
    <Button
      className="load-more"
      variant="default"
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
      data-list-item=""
    >
      {t("common.show-more")}
    </Button>
  );
}
