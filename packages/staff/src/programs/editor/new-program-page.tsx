import { getProgram, getRetailer, listMoments, listPrograms } from "@aftercare/platform/contract";
import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { reading } from "../../api/index.ts";
import { useTexts } from "../../language/index.ts";
import { Empty, Loaded, PageHead } from "../../ui/index.ts";
import type { Moment, Program } from "../program-types.ts";
import { draftOf, type ProgramDraft } from "./draft.ts";
import { EditorWaiting } from "./edit-program-page.tsx";
import { newDraft } from "./new-draft.ts";
import { ProgramEditor } from "./program-editor.tsx";

/** A program from scratch, or by copying the one that `?from=` names. It exists once it is saved. */
export function NewProgramPage() {
  const { t } = useTexts();
  const { from } = useSearch({ from: "/staff/console/programs/new" });
  const moments = useQuery(reading(listMoments, {}));
  const retailer = useQuery(reading(getRetailer, {}));
  const copied = useQuery({ ...reading(getProgram, { name: from ?? "" }), enabled: from !== undefined });
  return (
    <Loaded query={moments} waiting={<EditorWaiting />}>
      {({ items: [first, ...rest] }) => (
        <Loaded query={retailer} waiting={<EditorWaiting />}>
          {({ currency }) => {
            if (first === undefined) return <Empty title={t("programs.new.no-moment")} />;
            const common = { moments: [first, ...rest] as const, currency };
            if (from === undefined) return <NewProgram key="" {...common} />;
            return (
              <Loaded query={copied} waiting={<EditorWaiting />}>
                {(program) => <NewProgram key={from} {...common} copied={program} />}
              </Loaded>
            );
          }}
        </Loaded>
      )}
    </Loaded>
  );
}

interface NewProgramProps {
  readonly moments: readonly [Moment, ...Moment[]];
  readonly currency: string;
  readonly copied?: Program;
}

function NewProgram({ moments, currency, copied }: NewProgramProps) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [initial] = useState(() => copyOf(copied, t) ?? newDraft(moments[0], currency));
  return (
    <>
      <PageHead
        title={t("programs.new.title")}
        eyebrow={<Link to="/console/programs">{t("programs.title")}</Link>}
        heading={t("programs.new.title")}
        lead={t("programs.new.lead")}
        actions={<CopyFrom copied={copied?.name ?? ""} />}
      />
      <ProgramEditor
        program={undefined}
        initial={initial}
        moments={moments}
        currency={currency}
        onSaved={({ name }, then) =>
          void navigate({
            to: then === "preview" ? "/console/programs/$name/preview" : "/console/programs/$name/edit",
            params: { name },
            ignoreBlocker: true,
          })
        }
      />
    </>
  );
}

function CopyFrom({ copied }: { copied: string }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const programs = useQuery(reading(listPrograms, {})).data?.items ?? [];
  return (
    <NativeSelect
      label={t("programs.new.from")}
      value={copied}
      data={[
        { value: "", label: t("programs.new.scratch") },
        ...programs.map(({ name, title }) => ({ value: name, label: title })),
      ]}
      onChange={({ currentTarget: { value } }) =>
        void navigate({ to: "/console/programs/new", search: value === "" ? {} : { from: value } })
      }
    />
  );
}

function copyOf(program: Program | undefined, t: ReturnType<typeof useTexts>["t"]): ProgramDraft | undefined {
  const document = program?.draft?.document ?? program?.document;
  if (program === undefined || document === undefined) return undefined;
  return {
    ...draftOf(document),
    name: `${program.name.slice(0, 55)}-copy`,
    title: t("programs.new.copy-title", { title: document.title }).slice(0, 120),
  };
}
