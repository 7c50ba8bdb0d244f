export { type MentionedVariant, nameVariants } from "./name-variants.ts";

import "./catalogue-tables.ts";
