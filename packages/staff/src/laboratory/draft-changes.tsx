import { comparePrograms } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ProgramChanges } from "../programs/index.ts";
import { Loaded, Waiting } from "../ui/index.ts";
import { useLaboratoryWords } from "./laboratory-words.ts";
import type { Result, Run } from "./run-types.ts";

/** What the drafts of a run differ in, as they stood when it was asked for. */
export function DraftChanges({ run: { documents }, result }: { run: Run; result: Result }) {
  const { t } = useTexts();
  const [first, ...others] = documents;
  if (first === undefined || others.length === 0) return null;
  return (
    <details className="disclosure">
      <summary>{t("laboratory.documents.title")}</summary>
      <p className="soft">{t("laboratory.documents.text")}</p>
      {others.map((other) => (
        <Changes key={other.draft} first={first} other={other} result={result} />
      ))}
    </details>
  );
}

type Document = Run["documents"][number];

function Changes({ first, other, result }: { first: Document; other: Document; result: Result }) {
  const words = useLaboratoryWords(result);
  const query = useQuery(reading(comparePrograms, { before: first.document, after: other.document }));
  return (
    <Loaded query={query} waiting={<Waiting lines={3} height={36} />}>
      {({ changes }) => (
        <ProgramChanges
          changes={changes}
          currency={other.document.currency ?? result.currency}
          before={words.draft(first.draft)}
          after={words.draft(other.draft)}
        />
      )}
    </Loaded>
  );
}
