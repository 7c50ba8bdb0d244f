export { createServer, type ServerOptions } from "./create-server.ts";
export { localeOf } from "./mount-operations.ts";
export { type ProblemDocument, problemDocument } from "./problem-document.ts";
export { acceptForms, readForm } from "./read-form.ts";
export { actorOf, orderCookie, shopperOf } from "./request-actor.ts";
export { requireSameOrigin } from "./same-origin.ts";
