import type { Clock } from "../../foundation/clock/index.ts";
import type { UnitOfWork } from "../../foundation/events/index.ts";
import type { MessageKind } from "./message-kind.ts";
import type { MessageTransport } from "./transport.ts";

/** All that sending needs. */
export interface PostOffice {
  readonly work: UnitOfWork;
  readonly clock: Clock;
  readonly kinds: readonly MessageKind[];
  /** One for each channel that leaves the house. */
  readonly transports: readonly MessageTransport[];
  /** Where shoppers reach the pages, without a slash at its end. */
  readonly publicUrl: string;
}
