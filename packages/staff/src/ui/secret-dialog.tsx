import { Button } from "@mantine/core";
import { useState } from "react";
import { useTexts } from "../language/index.ts";
import { Dialog } from "./dialog.tsx";

interface SecretDialogProps {
  readonly title: string;
  /** The secret, and what is needed beside it. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
  readonly onClose: () => void;
}

/** The one time that a secret is shown, with what the other side needs beside it. */
export function SecretDialog({ title, values, onClose }: SecretDialogProps) {
  const { t } = useTexts();
  return (
    <Dialog open title={title} onClose={onClose}>
      <p className="note">{t("webhooks.secret-once")}</p>
      <dl className="section">
        {values.map(({ name, value }) => (
          <Copied key={name} name={name} value={value} />
        ))}
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
