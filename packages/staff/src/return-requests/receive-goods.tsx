import { receiveReturn } from "@aftercare/platform/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useCallback, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure, NumberEntry } from "../ui/index.ts";
import { awaited, type ReturnRequest, useRefreshRequests } from "./request-words.ts";

const kinds = ["wrong", "unknown"] as const;

/** Counts what came in: all that is awaited stands there already, so that a whole parcel is one click. */
export function ReceiveGoods({ request }: { request: ReturnRequest }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("return-requests.receive")}</Button>
      <Dialog open={isOpen} title={t("return-requests.receive-title")} onClose={close}>
        <ReceiveForm request={request} onClose={close} />
      </Dialog>
    </>
  );
}

function ReceiveForm({ request, onClose }: { request: ReturnRequest; onClose: () => void }) {
  const { t } = useTexts();
  const refresh = useRefreshRequests();
  const command = useCommand(receiveReturn);
  const [counts, setCounts] = useState<readonly number[]>(request.lines.map(awaited));
  const [sku, setSku] = useState("");
  const [kind, setKind] = useState<(typeof kinds)[number]>("wrong");
  const [pieces, setPieces] = useState<number | undefined>(1);
  const lines = request.lines.flatMap(({ line }, index) => {
    const quantity = counts[index] ?? 0;
    return quantity > 0 ? [{ line, quantity }] : [];
  });
  const others = sku.trim() === "" ? [] : [{ sku: sku.trim(), quantity: pieces ?? 0, kind }];
  const isNothing = lines.length + others.length === 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isNothing) return;
    const input = { returnRequestId: request.returnRequestId, lines, others };
    const done = await command.mutateAsync(input).catch(() => undefined);
    if (done === undefined) return;
    onClose();
    await refresh();
  };
  return (
    <form className="section" onSubmit={(event) => void submit(event)}>
      <p className="soft">{t("return-requests.receive-help")}</p>
      {request.lines.map((line, index) => (
        <NumberEntry
          key={`${line.line}/${line.reason}`}
          label={line.title ?? line.sku}
          description={t("return-requests.receive-left", { left: awaited(line) })}
          digits={0}
          value={counts[index]}
          onChange={(value) => setCounts(counts.with(index, value ?? 0))}
        />
      ))}
      <details>
        <summary>{t("return-requests.other")}</summary>
        <TextInput
          label={t("return-requests.other-sku")}
          value={sku}
          maxLength={120}
          autoComplete="off"
          onChange={({ currentTarget }) => setSku(currentTarget.value)}
        />
        <NumberEntry label={t("return-requests.other-quantity")} digits={0} value={pieces} onChange={setPieces} />
        <NativeSelect
          label={t("return-requests.other-kind")}
          value={kind}
          data={kinds.map((each) => ({ value: each as string, label: t(`return-requests.other-kind.${each}`) }))}
          onChange={({ currentTarget }) => setKind(kinds.find((each) => each === currentTarget.value) ?? kind)}
        />
      </details>
      {isNothing && <p className="soft">{t("return-requests.receive-none")}</p>}
      {command.isError && <Failure error={command.error} />}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {t("common.cancel")}
        </Button>
        <Button type="submit" disabled={isNothing} loading={command.isPending}>
          {t("return-requests.receive")}
        </Button>
      </div>
    </form>
  );
}
