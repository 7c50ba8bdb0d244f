import { Button } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import { Failure } from "../ui/index.ts";

interface SaveBarProps {
  readonly command: { readonly isPending: boolean; readonly isSuccess: boolean; readonly error: Error | null };
  readonly disabled: boolean;
}

/** The end of a form: what was wrong, the button, and that it is saved. */
export function SaveBar({ command, disabled }: SaveBarProps) {
  const { t } = useTexts();
  return (
    <>
      {command.error !== null && <Failure error={command.error} />}
      <div className="settings-save">
        <Button type="submit" loading={command.isPending} disabled={disabled}>
          {t("common.save")}
        </Button>
        <p className="soft" role="status">
          {command.isSuccess && t("shipping.saved")}
        </p>
      </div>
    </>
  );
}
