import { explainDifference } from "@aftercare/platform/contract";
import { Button, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure } from "../ui/index.ts";
import { type Difference, useRefreshDifferences } from "./difference-words.ts";

/** What to do about a difference, and saying why it is right as it is. */
export function ExplainDifference({ row: { differenceId, kind, state, explanation } }: { row: Difference }) {
  const { t } = useTexts();
  const refresh = useRefreshDifferences();
  const explain = useCommand(explainDifference);
  const [open, setOpen] = useState(false);
  const [text, setText] = useState(explanation ?? "");
  const save = (event: FormEvent) => {
    event.preventDefault();
    void explain.mutateAsync({ differenceId, explanation: text }).then(
      async () => {
        setOpen(false);
        await refresh();
      },
      () => undefined,
    );
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t(state === "open" ? "reconciliation.what-to-do" : "reconciliation.explain")}
      </Button>
      <Dialog open={open} title={t(`reconciliation.kind.${kind}.title`)} onClose={() => setOpen(false)}>
        <p>{t(`reconciliation.kind.${kind}.do`)}</p>
        <form onSubmit={save}>
          <Textarea
            label={t("reconciliation.explanation")}
            description={t("reconciliation.explanation-help")}
            value={text}
            maxLength={1_000}
            autosize
            minRows={2}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          {explain.isError && <Failure error={explain.error} />}
          <div className="toolbar">
            <Button type="submit" loading={explain.isPending} disabled={text.trim().length < 3}>
              {t("reconciliation.explain")}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
