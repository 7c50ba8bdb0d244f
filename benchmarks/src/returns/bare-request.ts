import { bareInsert } from "../load/bare-insert.ts";

/** Keeps a return request, checking nothing. */
export const bareRequest = bareInsert({
  ...{ path: "/bench/bare-request", table: "bare_return_requests", like: "return_requests", unique: "number" },
  latest: "select * from return_requests order by requested_at desc, id desc limit 1",
});
