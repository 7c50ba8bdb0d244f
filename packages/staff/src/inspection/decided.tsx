import { handOver, undoDisposition } from "@aftercare/platform/contract";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useCommand } from "../api/index.ts";
import { CheckIcon, Failure } from "../ui/index.ts";
import { type Item, useRefreshItems } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";

/** What was decided of an item: taken back while nothing was done, handed over where somebody else takes it. */
export function Decided({ item }: { item: Item }) {
  const words = useItemWords();
  const { t } = words;
  const refresh = useRefreshItems();
  const undo = useCommand(undoDisposition);
  const hand = useCommand(handOver);
  const [receipt, setReceipt] = useState("");
  const { itemId, disposition, destination, ground, evidence, state } = item;
  if (disposition === undefined) return null;
  const what = [words.optionName(disposition), ...(destination ? [destination.title] : [])].join(" · ");
  return (
    <section className="decided">
      <p className="recorded">
        <CheckIcon /> {t("dispositions.done", { what })}
      </p>
      {ground !== undefined && (
        <p>
          {words.groundName(ground)}
          {evidence !== undefined && <span className="under">{evidence}</span>}
        </p>
      )}
      {ground === undefined && evidence !== undefined && <p>{evidence}</p>}
      {state === "handed-over" && item.receipt !== undefined && (
        <p className="soft">
          {t("dispositions.hand-over")} · {item.receipt}
        </p>
      )}
      {state === "disposed" && destination !== undefined && (
        <form
          className="hand-over"
          onSubmit={(event) => {
            event.preventDefault();
            const { destinationId } = destination;
            void hand
              .mutateAsync({ destinationId, itemIds: [itemId], receipt: receipt.trim() })
              .then(refresh, () => undefined);
          }}
        >
          <TextInput
            label={t("dispositions.receipt")}
            description={t("dispositions.hand-over-help")}
            value={receipt}
            maxLength={120}
            autoComplete="off"
            onChange={({ currentTarget }) => setReceipt(currentTarget.value)}
          />
          <Button type="submit" disabled={receipt.trim() === ""} loading={hand.isPending}>
            {t("dispositions.hand-over")}
          </Button>
        </form>
      )}
      {hand.isError && <Failure error={hand.error} />}
      {state === "disposed" && (
        <Button
          variant="default"
          loading={undo.isPending}
          onClick={() => void undo.mutateAsync({ itemId }).then(refresh, () => undefined)}
        >
          {t("dispositions.undo")}
        </Button>
      )}
      {undo.isError && <Failure error={undo.error} />}
    </section>
  );
}
