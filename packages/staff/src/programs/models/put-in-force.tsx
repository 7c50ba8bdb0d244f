import { listProgramModels, putProgramModelInForce } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { reading, useCommand } from "../../api/index.ts";
import { useTexts } from "../../language/index.ts";
import { ConfirmDialog, Failure } from "../../ui/index.ts";
import type { ModelRow } from "./model-types.ts";
import { verdictOf } from "./verdict.ts";

interface PutInForceProps {
  readonly name: string;
  readonly models: readonly ModelRow[];
  readonly shown: string | undefined;
}

/** Puts the model that is looked at in force, or the stated belief, after saying what that changes; and takes it back. */
export function PutInForce({ name, models, shown }: PutInForceProps) {
  const texts = useTexts();
  const { t } = texts;
  const queries = useQueryClient();
  const put = useCommand(putProgramModelInForce);
  const [before, setBefore] = useState<{ readonly modelId: string | undefined }>();
  const present = models.find(({ state }) => state === "in-force");
  const wanted = models.find(({ modelId, state }) => modelId === shown && state !== "in-force");
  const called = (model: ModelRow | undefined) =>
    model === undefined
      ? t("models.belief")
      : t("models.model-of", { when: texts.dateTime(new Date(model.trainedAt)) });
  const take = async (modelId: string | undefined) => {
    const answer = await put.mutateAsync({ name, ...(modelId !== undefined && { modelId }) });
    setBefore(modelId === before?.modelId && before !== undefined ? undefined : { modelId: present?.modelId });
    queries.setQueryData(reading(listProgramModels, { name }).queryKey, answer);
    await queries.invalidateQueries({ queryKey: ["programs.model"] });
  };
  const told = (model: ModelRow | undefined) =>
    [
      t("models.put.text", { next: called(model), present: called(present) }),
      ...(model !== undefined && verdictOf(model) !== "proven" ? [t("models.put.unproven")] : []),
      t("models.put.later"),
    ].join(" ");
  return (
    <>
      {before !== undefined && (
        <p className="note note-quiet" role="status">
          {t("models.put.done", { now: called(present) })}{" "}
          <button
            type="button"
            className="text-button"
            disabled={put.isPending}
            onClick={() => void take(before.modelId)}
          >
            {t("models.put.undo")}
          </button>
        </p>
      )}
      {before !== undefined && put.isError && <Failure error={put.error} />}
      <div className="toolbar">
        {wanted !== undefined && (
          <ConfirmDialog
            title={t("models.put.confirm", { next: called(wanted) })}
            text={told(wanted)}
            action={t("models.put.submit")}
            onConfirm={() => take(wanted.modelId)}
            open={(ask) => (
              <Button className="add" onClick={ask}>
                {t("models.put.open")}
              </Button>
            )}
          />
        )}
        {present !== undefined && (
          <ConfirmDialog
            title={t("models.put.confirm", { next: t("models.belief") })}
            text={told(undefined)}
            action={t("models.put.submit")}
            onConfirm={() => take(undefined)}
            open={(ask) => (
              <Button className="add" variant="default" onClick={ask}>
                {t("models.put.belief")}
              </Button>
            )}
          />
        )}
      </div>
    </>
  );
}
