export {
  returnAdvanceClaimed,
  returnAdvanceEnded,
  returnAdvanceOpened,
  returnAdvanceReminded,
} from "./advance-facts.ts";
