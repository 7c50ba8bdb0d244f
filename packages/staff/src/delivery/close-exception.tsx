import { closeIncident, getIncident, listIncidents } from "@aftercare/platform/contract";
import { Button, NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure } from "../ui/index.ts";
import type { Incident } from "./incident-words.ts";

/** Whether it arrived in time or late is not a person's to say. */
const outcomes = ["superseded", "returned", "lost", "cancelled", "reshipped"] as const;

/** Closes an incident by hand, saying why. */
export function CloseException({ incident: { incidentId } }: { incident: Incident }) {
  const { t } = useTexts();
  const queries = useQueryClient();
  const command = useCommand(closeIncident);
  const [isOpen, setOpen] = useState(false);
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>("superseded");
  const close = useCallback(() => setOpen(false), []);
  const confirm = async () => {
    const closed = await command.mutateAsync({ incidentId, outcome }).catch(() => undefined);
    if (closed === undefined) return;
    queries.setQueryData(reading(getIncident, { incidentId }).queryKey, closed);
    await queries.invalidateQueries({ queryKey: [listIncidents.name] });
    close();
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("console-delivery.close")}
      </Button>
      <Dialog open={isOpen} title={t("console-delivery.close-title")} onClose={close}>
        <p>{t("console-delivery.close-text")}</p>
        <NativeSelect
          label={t("console-delivery.close-because")}
          value={outcome}
          data={outcomes.map((each) => ({ value: each, label: t(`console-delivery.close-because.${each}`) }))}
          onChange={({ currentTarget }) => setOutcome(outcomes.find((each) => each === currentTarget.value) ?? outcome)}
        />
        {command.isError && <Failure error={command.error} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={close}>
            {t("common.cancel")}
          </Button>
          <Button loading={command.isPending} onClick={() => void confirm()}>
            {t("console-delivery.close")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
