export { ActionTerms } from "./action-terms.schema.ts";
