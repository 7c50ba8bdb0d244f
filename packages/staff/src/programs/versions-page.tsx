import { getProgram, listPrograms, retireProgram } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog } from "../ui/index.ts";
import { NeverPublished } from "./never-published.tsx";
import { ProgramFrame } from "./program-frame.tsx";
import type { Program } from "./program-types.ts";
import { Versions } from "./versions.tsx";

/** Every version there was, and the end of them. */
export function VersionsPage() {
  return (
    <ProgramFrame>
      {(program, currency) => (
        <>
          {program.versions.length === 0 ? <NeverPublished /> : <Versions program={program} currency={currency} />}
          {program.published !== undefined && program.retiredAt === undefined && <Retire program={program} />}
        </>
      )}
    </ProgramFrame>
  );
}

function Retire({ program: { name, title } }: { program: Program }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const retire = useCommand(retireProgram);
  const submit = async () => {
    const answer = await retire.mutateAsync({ name });
    queries.setQueryData(reading(getProgram, { name }).queryKey, answer);
    await queries.invalidateQueries({ queryKey: [listPrograms.name] });
  };
  return (
    <section className="section">
      <h2>{t("programs.retire.title")}</h2>
      <p className="soft">{t("programs.retire.text")}</p>
      <ConfirmDialog
        title={t("programs.retire.confirm", { title })}
        text={t("programs.retire.text")}
        action={t("programs.retire.submit")}
        onConfirm={submit}
        open={(ask) => (
          <Button className="add" variant="default" onClick={ask}>
            {t("programs.retire.submit")}
          </Button>
        )}
      />
    </section>
  );
}
