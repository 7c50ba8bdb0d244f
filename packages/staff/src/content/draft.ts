import { type Locale, locales } from "@aftercare/messages/browser";
import type { ContractInput, saveContent } from "@aftercare/platform/contract";
import type { ContentRow, Target } from "./content-words.ts";

export type Content = ContractInput<typeof saveContent>;

/** What is typed of one language. */
export interface TextDraft {
  readonly title: string;
  readonly summary: string;
  readonly body: string;
}

/** A condition, with what tells it from others while it is typed. */
export interface TargetDraft {
  readonly id: number;
  readonly target: Target;
}

/** What is typed of an item: blank where nothing was. */
export interface ContentDraft {
  readonly key: string;
  readonly kind: Content["kind"];
  readonly moment: Content["moment"];
  readonly language: Locale;
  readonly texts: Readonly<Record<Locale, TextDraft>>;
  readonly url: string;
  readonly provider: string;
  readonly targets: readonly TargetDraft[];
}

export const newTarget: Target = { match: "category", value: "" };
const blank: TextDraft = { title: "", summary: "", body: "" };

/** A draft of what stands, or of something new in a language. */
export function draftOf(item: ContentRow | undefined, language: Locale): ContentDraft {
  const textOf = (locale: Locale): TextDraft => {
    const text = item?.texts[locale];
    return text === undefined ? blank : { title: text.title, summary: text.summary, body: text.body ?? "" };
  };
  return {
    key: item?.key ?? "",
    kind: item?.kind ?? "guide",
    moment: item?.moment ?? "on-arrival",
    language: item?.language ?? language,
    texts: Object.fromEntries(locales.map((locale) => [locale, textOf(locale)])) as Record<Locale, TextDraft>,
    url: item?.url ?? "",
    provider: item?.provider ?? "",
    targets: (item?.targets ?? [newTarget]).map((target, id) => ({ id, target })),
  };
}

/** What is sent: languages of which nothing was typed are not there. */
export function contentOf({ texts, url, provider, targets, ...rest }: ContentDraft): Content {
  const written = locales.flatMap((locale) => {
    const { title, summary, body } = texts[locale];
    if (`${title}${summary}${body}`.trim() === "") return [];
    return [[locale, { title, summary, ...(body.trim() !== "" && { body }) }] as const];
  });
  return {
    ...rest,
    texts: Object.fromEntries(written),
    ...(url.trim() !== "" && { url: url.trim() }),
    ...(provider.trim() !== "" && { provider }),
    targets: targets.map(({ target }) => target),
  };
}
