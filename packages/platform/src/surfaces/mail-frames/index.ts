export { type MailOperations, mailFrames } from "./mail-frames.ts";
