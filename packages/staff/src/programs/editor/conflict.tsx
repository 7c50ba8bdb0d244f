import { comparePrograms } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../../api/index.ts";
import { useTexts } from "../../language/index.ts";
import { Loaded, Waiting } from "../../ui/index.ts";
import { ProgramChanges } from "../program-changes.tsx";
import type { Program } from "../program-types.ts";

interface ConflictProps {
  /** As somebody else has left it. */
  readonly theirs: Program;
  /** As it stands in this window. */
  readonly mine: Readonly<Record<string, unknown>>;
  readonly currency: string;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
}

/** Somebody else was quicker: nothing is lost, what differs is shown, and a person decides. */
export function Conflict({ theirs, mine, currency, onTakeTheirs, onKeepMine }: ConflictProps) {
  const texts = useTexts();
  const { t } = texts;
  const { draft } = theirs;
  const document = draft?.document ?? theirs.document ?? {};
  const query = useQuery(reading(comparePrograms, { before: document, after: mine }));
  return (
    <section className="conflict" role="alert">
      <h2>{t("programs.conflict.title")}</h2>
      <p>
        {draft === undefined
          ? t("programs.conflict.no-draft")
          : t("programs.conflict.saved", { when: texts.dateTime(new Date(draft.savedAt)) })}{" "}
        {t("programs.conflict.kept")}
      </p>
      <Loaded query={query} waiting={<Waiting lines={3} />}>
        {({ changes }) => (
          <ProgramChanges
            changes={changes}
            currency={currency}
            before={t("programs.conflict.theirs")}
            after={t("programs.conflict.mine")}
          />
        )}
      </Loaded>
      <div className="dialog-actions">
        <Button variant="default" onClick={onTakeTheirs}>
          {t("programs.conflict.take-theirs")}
        </Button>
        <Button onClick={onKeepMine}>{t("programs.conflict.keep-mine")}</Button>
      </div>
    </section>
  );
}
