import { type ReactNode, useEffect, useId, useRef } from "react";
import { useTexts } from "../language/index.ts";
import { CloseIcon } from "./icons.tsx";

interface DialogProps {
  readonly open: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly side?: boolean;
  readonly children: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus, closes on Escape and gives the focus back. */
export function Dialog({ open, title, onClose, side = false, children }: DialogProps) {
  const { t } = useTexts();
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const dialog = element.current;
    if (!open || dialog === null) return;
    if (!dialog.open) dialog.showModal();
    // A click on the dialog itself, not on its body, is one on the backdrop. The second of a double click was meant for what opened it.
    const leave = (event: MouseEvent) => event.target === dialog && event.detail < 2 && onClose();
    dialog.addEventListener("click", leave);
    return () => dialog.removeEventListener("click", leave);
  }, [open, onClose]);
  if (!open) return null;
  return (
    <dialog
      ref={element}
      className={side ? "dialog dialog-side" : "dialog"}
      aria-labelledby={heading}
      onClose={onClose}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={heading}>{title}</h2>
          <button type="button" className="icon-button" aria-label={t("common.close")} onClick={onClose}>
            <CloseIcon size={20} />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
