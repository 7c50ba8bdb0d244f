import { Button } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../language/index.ts";
import { Dialog } from "../ui/index.ts";
import type { Made } from "./endpoints.tsx";

/** The one time that a secret is shown, with the address that the sender needs beside it. */
export function SecretDialog({ made: { endpoint, secret }, onClose }: { made: Made; onClose: () => void }) {
  const { t } = useTexts();
  return (
    <Dialog open title={t("webhooks.secret-of", { source: endpoint.source })} onClose={onClose}>
      <p className="note">{t("webhooks.secret-once")}</p>
      <dl className="section">
        <Copied name={t("webhooks.address")} value={`${window.location.origin}${endpoint.path}`} />
        <Copied name={t("webhooks.secret")} value={secret} />
      </dl>
      <div className="dialog-actions">
        <Button onClick={onClose}>{t("webhooks.done")}</Button>
      </div>
    </Dialog>
  );
}

function Copied({ name, value }: { name: string; value: string }) {
  const { t } = useTexts();
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    void navigator.clipboard.writeText(value).then(
      () => setCopied(true),
      // Where the browser keeps the clipboard to itself, the text can be marked by hand.
      () => setCopied(false),
    );
  return (
    <div>
      <dt className="soft small">{name}</dt>
      <dd className="copied">
        <code>{value}</code>
        <button type="button" className="text-button" aria-label={`${t("common.copy")}: ${name}`} onClick={copy}>
          {t(isCopied ? "common.copied" : "common.copy")}
        </button>
      </dd>
    </div>
  );
}
