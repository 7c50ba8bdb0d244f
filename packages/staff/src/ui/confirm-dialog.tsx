import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useCallback, useState } from "react";
import { useTexts } from "../language/index.ts";
import { Dialog } from "./dialog.tsx";
import { Failure } from "./states.tsx";

interface ConfirmDialogProps {
  readonly title: string;
  readonly text: string;
  /** What the confirming button says. */
  readonly action: string;
  readonly onConfirm: () => Promise<unknown>;
  /** What asks for it. */
  readonly open: (ask: () => void) => ReactNode;
}

/** Something that is not taken back easily is asked about once more. */
export function ConfirmDialog({ title, text, action, onConfirm, open }: ConfirmDialogProps) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  const close = useCallback(() => setOpen(false), []);
  const confirm = useMutation({ mutationFn: onConfirm, onSuccess: close });
  return (
    <>
      {open(() => setOpen(true))}
      <Dialog open={isOpen} title={title} onClose={close}>
        <p>{text}</p>
        {confirm.isError && <Failure error={confirm.error} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={close}>
            {t("common.cancel")}
          </Button>
          <Button loading={confirm.isPending} onClick={() => confirm.mutate()}>
            {action}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
