export { type CallLimit, countCall } from "./count-call.ts";

import "./rate-limit-table.ts";
