import type { ContractOutput, searchMessages } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";

export type MessageRow = ContractOutput<typeof searchMessages>["items"][number];

/** What is said of messages. A kind of a later release is shown by its name. */
export function useMessageWords() {
  const texts = useTexts();
  const { t, has } = texts;
  return {
    kind: (kind: string) => (has(`mail.kind.${kind}`) ? t(`mail.kind.${kind}`) : kind),
    /** Why it stands where it stands, in one line. */
    because({ state, heldBecause, droppedBecause, dueAt, sentAt, provider }: MessageRow): string {
      const words = [
        ...(heldBecause === undefined ? [] : [t(`messages.held.${heldBecause}`)]),
        ...(droppedBecause === undefined ? [] : [t(`messages.dropped.${droppedBecause}`)]),
        ...(state === "queued" && heldBecause !== undefined && dueAt !== undefined
          ? [t("messages.waits-until", { when: texts.dateTime(new Date(dueAt)) })]
          : []),
        ...(sentAt === undefined ? [] : [texts.dateTime(new Date(sentAt))]),
        ...(provider === undefined ? [] : [t("messages.sent-by", { provider })]),
      ];
      return words.join(" · ");
    },
  };
}
