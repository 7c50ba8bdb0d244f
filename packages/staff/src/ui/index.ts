export { useRecordArea } from "./area.ts";
export { ChangeTable } from "./change-table.tsx";
export { ConfirmDialog } from "./confirm-dialog.tsx";
export { Definition } from "./definition.tsx";
export { Dialog } from "./dialog.tsx";
export { Figure, Figures } from "./figures.tsx";
export {
  ArrowDownIcon,
  ArrowUpIcon,
  BackIcon,
  CheckIcon,
  CloseIcon,
  MenuIcon,
  MinusIcon,
  PlusIcon,
} from "./icons.tsx";
export { IntervalBar } from "./interval-bar.tsx";
export { LoadMore } from "./load-more.tsx";
export { Loaded } from "./loaded.tsx";
export { isExperiment, useMomentName } from "./moment-name.ts";
export { MoneyEntry } from "./money-entry.tsx";
export { NotFound } from "./not-found.tsx";
export { NumberEntry } from "./number-entry.tsx";
export { OrderedCardHead } from "./ordered-card-head.tsx";
export { PageHead } from "./page-head.tsx";
export { RecordLink } from "./record-link.tsx";
export { SearchForm } from "./search-form.tsx";
export { SecretDialog } from "./secret-dialog.tsx";
export { ShareBar, SignedBar } from "./share-bar.tsx";
export { ShareCell } from "./share-cell.tsx";
export { useShopperName } from "./shopper-name.tsx";
export { Empty, Failure, useFailureText, Waiting } from "./states.tsx";
export { Tick } from "./tick.tsx";
export { useWording } from "./wording.ts";
