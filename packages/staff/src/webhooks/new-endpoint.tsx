import { createWebhookEndpoint } from "@aftercare/platform/contract";
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type FormEvent, useCallback, useState } from "react";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure } from "../ui/index.ts";
import type { Made } from "./endpoints.tsx";

const senders = ["shopify", "medusa", "aftership", "easypost", "stripe", "standard"] as const;

/** Asks for what an address needs, makes it, and hands over the answer, which names the secret this one time. */
export function NewEndpoint({ onMade }: { onMade: (made: Made) => Promise<void> }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const [sender, setSender] = useState<(typeof senders)[number]>("shopify");
  const [source, setSource] = useState("");
  const [secret, setSecret] = useState("");
  const create = useCommand(createWebhookEndpoint);
  const close = useCallback(() => setOpen(false), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const given = secret.trim();
    const made = await create
      .mutateAsync({ sender, source: source.trim(), ...(given !== "" && { secret: given }) })
      .catch(() => undefined);
    if (made === undefined) return;
    setSource("");
    setSecret("");
    close();
    await onMade(made);
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t("webhooks.new")}
      </Button>
      <Dialog open={isOpen} title={t("webhooks.new")} onClose={close}>
        <form className="section" onSubmit={(event) => void submit(event)}>
          <NativeSelect
            label={t("webhooks.sender")}
            value={sender}
            data={senders.map((each) => ({ value: each, label: t(`webhooks.sender.${each}`) }))}
            onChange={({ currentTarget }) => setSender(senders.find((each) => each === currentTarget.value) ?? sender)}
          />
          <TextInput
            label={t("webhooks.source")}
            description={t("webhooks.source-help")}
            value={source}
            required
            maxLength={40}
            autoComplete="off"
            spellCheck={false}
            onChange={({ currentTarget }) => setSource(currentTarget.value)}
          />
          <TextInput
            label={t("webhooks.secret")}
            description={t("webhooks.secret-help")}
            value={secret}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            onChange={({ currentTarget }) => setSecret(currentTarget.value)}
          />
          {create.isError && <Failure error={create.error} />}
          <div className="dialog-actions">
            <Button variant="default" onClick={close}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={source.trim() === ""}>
              {t("webhooks.make")}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
