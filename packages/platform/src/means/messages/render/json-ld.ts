/** Data for machines in the head of a mail (schema.org). `<` is written as an escape, so that no value can end the element. */
export function jsonLd(data: Readonly<Record<string, unknown>>): string {
  const json = JSON.stringify({ "@context": "https://schema.org", ...data }).replaceAll("<", "\\u003c");
  return `<script type="application/ld+json">${json}</script>`;
}
