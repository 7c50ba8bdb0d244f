import { disposeItems, handOver, listDestinations } from "@aftercare/platform/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { Failure } from "../ui/index.ts";
import { EvidenceFields, isProved, type Proof, proofInput } from "./evidence-fields.tsx";
import { type Disposition, type Ground, type ListedItem, takenBy, useRefreshItems } from "./item-types.ts";
import { useItemWords } from "./item-words.ts";

interface BatchBarProps {
  readonly state: "inspected" | "disposed";
  readonly chosen: readonly ListedItem[];
  readonly all: readonly ListedItem[];
  readonly onChoose: (itemIds: readonly string[]) => void;
  readonly onDone: () => void;
}

/** Several items at once: all are decided or handed over, or none. */
export function BatchBar({ state, chosen, all, onChoose, onDone }: BatchBarProps) {
  const { t } = useItemWords();
  const itemIds = chosen.map(({ itemId }) => itemId);
  return (
    <div className="batch">
      <p>
        {t("dispositions.batch.chosen", { count: chosen.length })}{" "}
        <button type="button" className="text-button" onClick={() => onChoose(all.map(({ itemId }) => itemId))}>
          {t("dispositions.batch.all")}
        </button>
      </p>
      {chosen.length > 0 &&
        (state === "inspected" ? (
          <DecideAll itemIds={itemIds} needsSecondLook={chosen.some((each) => each.needsSecondLook)} onDone={onDone} />
        ) : (
          <HandOverAll chosen={chosen} onDone={onDone} />
        ))}
    </div>
  );
}

/** A transfer names a store for each, and what is a shopper's is looked at for itself: these are decided one by one. */
const together = (Object.keys(takenBy) as Disposition[]).filter(
  (each) => each !== "stock_transfer" && each !== "to_shopper",
);
const giveUp: readonly Disposition[] = ["dispose", "destroy", "recycle"];
const everyGround: readonly Ground[] = [
  ...(["dangerous", "non-compliant", "infringing", "licence-over", "marks-irremovable"] as const),
  ...(["damaged", "defective", "donation-refused", "donation-without-recipient", "reuse-without-recipient"] as const),
];

interface DecideAllProps {
  readonly itemIds: readonly string[];
  /** One of them at least was announced as faulty, and nobody has said what they found. */
  readonly needsSecondLook: boolean;
  readonly onDone: () => void;
}

function DecideAll({ itemIds, needsSecondLook, onDone }: DecideAllProps) {
  const words = useItemWords();
  const { t } = words;
  const refresh = useRefreshItems();
  const command = useCommand(disposeItems);
  const destinations = useQuery({ ...reading(listDestinations, {}), staleTime: 60_000 });
  const [disposition, setDisposition] = useState<Disposition>("rts");
  const [destination, setDestination] = useState("");
  const [proof, setProof] = useState<Proof>({});
  const kind = takenBy[disposition];
  const takers = (destinations.data?.items ?? []).filter(
    (each) => each.active && each.kind === kind && each.acceptance.dispositions.includes(disposition),
  );
  const taker = takers.find(({ destinationId }) => destinationId === destination) ?? takers[0];
  const asking = {
    option: disposition,
    needsSecondLook,
    ...(giveUp.includes(disposition) && { grounds: [...everyGround] }),
  };
  // Goods that no law covers are thrown away and recycled without a ground: what is left empty is left out, and the house says where it is missing.
  const needsProof = disposition === "destroy" || asking.grounds === undefined;
  const send = async () => {
    const target = taker === undefined ? {} : { destinationId: taker.destinationId };
    const input = { itemIds: [...itemIds], disposition, ...target, ...proofInput(asking, proof) };
    if ((await command.mutateAsync(input).catch(() => undefined)) === undefined) return;
    onDone();
    await refresh();
  };
  return (
    <div className="batch-fields">
      <NativeSelect
        label={t("dispositions.batch.what")}
        value={disposition}
        data={together.map((value) => ({ value, label: words.optionName(value) }))}
        onChange={({ currentTarget }) =>
          setDisposition(together.find((each) => each === currentTarget.value) ?? disposition)
        }
      />
      {kind !== undefined && (
        <NativeSelect
          label={t("dispositions.destination")}
          value={taker?.destinationId ?? ""}
          data={takers.map(({ destinationId, title }) => ({ value: destinationId, label: title }))}
          onChange={({ currentTarget }) => setDestination(currentTarget.value)}
        />
      )}
      <EvidenceFields option={asking} law={[]} value={proof} onChange={setProof} />
      <Button
        loading={command.isPending}
        disabled={(kind !== undefined && taker === undefined) || (needsProof && !isProved(asking, proof))}
        onClick={() => void send()}
      >
        {t("dispositions.batch.decide")}
      </Button>
      {command.isError && <Failure error={command.error} />}
    </div>
  );
}

/** One receipt is of one destination: those of others among the chosen stay. */
function HandOverAll({ chosen, onDone }: { chosen: readonly ListedItem[]; onDone: () => void }) {
  const { t } = useItemWords();
  const refresh = useRefreshItems();
  const command = useCommand(handOver);
  const [receipt, setReceipt] = useState("");
  const [picked, setPicked] = useState("");
  const takers = new Map(
    chosen.flatMap(({ destination }) => (destination ? [[destination.destinationId, destination]] : [])),
  );
  const taker = takers.get(picked) ?? [...takers.values()][0];
  if (taker === undefined) return null;
  const send = async () => {
    const { destinationId } = taker;
    const itemIds = chosen.filter(({ destination }) => destination?.destinationId === destinationId);
    const input = { destinationId, itemIds: itemIds.map(({ itemId }) => itemId), receipt: receipt.trim() };
    if ((await command.mutateAsync(input).catch(() => undefined)) === undefined) return;
    onDone();
    await refresh();
  };
  return (
    <div className="batch-fields">
      <NativeSelect
        label={t("dispositions.destination")}
        value={taker.destinationId}
        data={[...takers.values()].map(({ destinationId, title }) => ({ value: destinationId, label: title }))}
        onChange={({ currentTarget }) => setPicked(currentTarget.value)}
      />
      <TextInput
        label={t("dispositions.receipt")}
        description={t("dispositions.hand-over-help")}
        value={receipt}
        maxLength={120}
        autoComplete="off"
        onChange={({ currentTarget }) => setReceipt(currentTarget.value)}
      />
      <Button loading={command.isPending} disabled={receipt.trim() === ""} onClick={() => void send()}>
        {t("dispositions.batch.hand-over")}
      </Button>
      {command.isError && <Failure error={command.error} />}
    </div>
  );
}
