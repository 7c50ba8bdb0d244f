import { Textarea } from "@mantine/core";
import { useTexts } from "../../language/index.ts";

interface PolicyTextProps {
  readonly text: string;
  readonly isReadable: boolean;
  readonly onChange: (text: string) => void;
}

/** The draft as the text of its document, to be copied, compared and pasted. */
export function PolicyText({ text, isReadable, onChange }: PolicyTextProps) {
  const { t } = useTexts();
  return (
    <Textarea
      className="policy-text"
      label={t("return-policy.text-label")}
      description={t("return-policy.text-help")}
      value={text}
      autosize
      minRows={16}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      {...(!isReadable && { error: t("return-policy.text-unreadable") })}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
