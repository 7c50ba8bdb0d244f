import { getContent, listContent, retireContent } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { ConfirmDialog } from "../ui/index.ts";
import { type ContentRow, useContentWords } from "./content-words.ts";

/** Takes a guide out of use, after asking. */
export function RetireContent({ item }: { item: ContentRow }) {
  const { t } = useTexts();
  const words = useContentWords();
  const queries = useQueryClient();
  const command = useCommand(retireContent);
  const retire = async () => {
    await command.mutateAsync({ contentId: item.contentId });
    for (const { name } of [getContent, listContent]) await queries.invalidateQueries({ queryKey: [name] });
  };
  return (
    <ConfirmDialog
      title={t("content.retire-title", { title: words.title(item) })}
      text={t("content.retire-text")}
      action={t("content.retire")}
      onConfirm={retire}
      open={(ask) => (
        <Button variant="default" onClick={ask}>
          {t("content.retire")}
        </Button>
      )}
    />
  );
}
