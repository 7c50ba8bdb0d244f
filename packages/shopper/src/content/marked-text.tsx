import { type MarkedBlock, type MarkedRun, readMarkedText } from "@aftercare/messages/browser";

/** Text that a retailer wrote, as elements: nothing of it is ever markup of ours. Its headings stand under the page's own. */
export function MarkedText({ source }: { readonly source: string }) {
  return (
    <div class="reading">
      {readMarkedText(source).map((block, index) => (
        <Block key={index} block={block} />
      ))}
    </div>
  );
}

function Block({ block }: { readonly block: MarkedBlock }) {
  if (block.kind === "list") {
    const List = block.ordered ? "ol" : "ul";
    return (
      <List>
        {block.items.map((runs, index) => (
          <li key={index}>
            <Runs runs={runs} />
          </li>
        ))}
      </List>
    );
  }
  const Element = block.kind === "paragraph" ? "p" : (["h2", "h3", "h4"] as const)[block.level - 1]!;
  return (
    <Element>
      <Runs runs={block.runs} />
    </Element>
  );
}

function Runs({ runs }: { readonly runs: readonly MarkedRun[] }) {
  return (
    <>
      {runs.map(({ text, bold, href }, index) => {
        if (href !== undefined) {
          return (
            <a key={index} href={href} rel="noreferrer">
              {text}
            </a>
          );
        }
        return bold ? <strong key={index}>{text}</strong> : text;
      })}
    </>
  );
}
