import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

/** Where something stands in a file, counted from one as editors do. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A JSON text with the place of each of its parts. */
export interface JsonText {
  readonly value: unknown;
  /** Where the part at a path stands (`actions/0/terms`); of what is missing, where that which should hold it begins. */
  placeOf(field: string, within?: number): Place;
}

/** What keeps a text from being JSON that means one thing. */
export interface JsonFault extends Place {
  /** As the parser calls it: `CommaExpected`. */
  readonly code: string;
  /** A name that stands twice in one object: parsers take one or the other (RFC 8259, section 4). */
  readonly doubled?: string;
}

/** Reads JSON strictly (RFC 8259: no comments, no trailing commas), keeping where everything stands. */
export function readJsonText(given: string): JsonText | JsonFault {
  const text = given.replace(/^\uFEFF/, "");
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const [first] = errors;
  if (first || !tree) return { ...placeAt(text, first?.offset ?? 0), code: printParseErrorCode(first?.error ?? 4) };
  const doubled = nameStoodTwice(tree);
  if (doubled) return { ...placeAt(text, doubled.offset), code: "DuplicateName", doubled: String(doubled.value) };
  return {
    value: JSON.parse(text),
    placeOf(field, within = 0) {
      const node = nearest(tree, field === "" ? [] : field.split("/"));
      // Within a text, from after its opening quote.
      return placeAt(text, node.offset + (node.type === "string" && within > 0 ? within + 1 : 0));
    },
  };
}

function nearest(tree: Node, path: readonly string[]): Node {
  for (let length = path.length; length > 0; length--) {
    const steps = path.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const found = findNodeAtLocation(tree, steps);
    if (found) return found;
  }
  return tree;
}

function nameStoodTwice({ type, children = [] }: Node): Node | undefined {
  const names = type === "object" ? children.flatMap(({ children: [name] = [] }) => name ?? []) : [];
  const again = names.find(({ value }, place) => names.findIndex((each) => each.value === value) < place);
  if (again) return again;
  for (const child of children) {
    const inner = nameStoodTwice(child);
    if (inner) return inner;
  }
  return undefined;
}

function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
