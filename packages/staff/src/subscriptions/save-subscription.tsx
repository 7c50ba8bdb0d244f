import { changeSubscription, createSubscription, listEventTypes } from "@aftercare/platform/contract";
import { Button, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useCallback, useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Dialog, Failure } from "../ui/index.ts";
import { type Subscription, useRefreshSubscriptions } from "./subscription-words.ts";

interface SaveSubscriptionProps {
  /** The one to change; a new one without it. */
  readonly subscription?: Subscription;
  readonly onSecret: (secret: string) => void;
}

/** Asks whom to tell of what. Types are typed one a line, also with a star at their end, or taken from the list of all. */
export function SaveSubscription({ subscription, onSecret }: SaveSubscriptionProps) {
  const { t } = useTexts();
  const refresh = useRefreshSubscriptions();
  const [isOpen, setOpen] = useState(false);
  const [url, setUrl] = useState(subscription?.url ?? "");
  const [text, setText] = useState(subscription?.types.join("\n") ?? "");
  const types = text.split(/[\s,]+/).filter((type) => type !== "");
  const create = useCommand(createSubscription);
  const change = useCommand(changeSubscription);
  const known = useQuery({ ...reading(listEventTypes, {}), enabled: isOpen }).data?.items ?? [];
  const close = useCallback(() => setOpen(false), []);
  const command = subscription ? change : create;
  const label = t(subscription ? "subscriptions.change" : "subscriptions.new");
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const asked = { url: url.trim(), types };
    const secret = await (subscription
      ? change.mutateAsync({ ...asked, subscriptionId: subscription.subscriptionId }).then(() => "")
      : create.mutateAsync(asked).then((made) => made.secret)
    ).catch(() => undefined);
    if (secret === undefined) return;
    close();
    if (secret !== "") onSecret(secret);
    await refresh();
  };
  return (
    <>
      <Button variant="default" {...(subscription && { size: "compact-sm" as const })} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={isOpen} title={label} onClose={close}>
        <form className="section" onSubmit={(event) => void submit(event)}>
          <TextInput
            type="url"
            label={t("subscriptions.url")}
            description={t("subscriptions.url-help")}
            value={url}
            required
            maxLength={500}
            onChange={({ currentTarget }) => setUrl(currentTarget.value)}
          />
          <Textarea
            label={t("subscriptions.types")}
            description={t("subscriptions.types-help")}
            value={text}
            required
            autosize
            minRows={3}
            maxRows={8}
            spellCheck={false}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <details>
            <summary>{t("subscriptions.all-types")}</summary>
            <ul className="type-list">
              {known.map(({ type, summary }) => (
                <li key={type}>
                  <button
                    type="button"
                    className="text-button"
                    onClick={() => setText([...types.filter((each) => each !== type), type].join("\n"))}
                  >
                    {type}
                  </button>{" "}
                  <span className="soft" lang="en">
                    {summary}
                  </span>
                </li>
              ))}
            </ul>
          </details>
          {command.isError && <Failure error={command.error} />}
          <div className="dialog-actions">
            <Button variant="default" onClick={close}>
              {t("common.cancel")}
            </Button>
            <Button type="submit" loading={command.isPending} disabled={url.trim() === "" || types.length === 0}>
              {t("subscriptions.save")}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  );
}
