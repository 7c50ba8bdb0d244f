import { NotFound } from "../ui/index.ts";

/** An address that leads nowhere, where nothing stands around it. */
export function NotFoundPage() {
  return (
    <main className="page">
      <NotFound />
    </main>
  );
}
