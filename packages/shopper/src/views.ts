import type { Translator } from "@aftercare/messages";
import type {
  ContractOutput,
  contentOfOrder,
  getOrder,
  listOffersOfOrder,
  pointsOfOrder,
  readContent,
  remedyChoices,
  returnTermsOfOrder,
  trackOrder,
} from "@aftercare/platform/contract";

/** An order and its offers as the operations answer them: identifiers, amounts and instants in their wire form. */
export type Order = ContractOutput<typeof getOrder>;
export type Offer = ContractOutput<typeof listOffersOfOrder>["items"][number];
/** The points that an order earned, and what its returns took back. */
export type OrderPoints = ContractOutput<typeof pointsOfOrder>;
/** Where an order is, and when it comes. */
export type Tracking = ContractOutput<typeof trackOrder>;

/** A guide to what was bought, as a list shows it. */
export type OrderContent = ContractOutput<typeof contentOfOrder>["items"][number];
/** The same whole. */
export type Content = ContractOutput<typeof readContent>;
/** What can be done about its delivery, and what was chosen. */
export type Remedy = NonNullable<ContractOutput<typeof remedyChoices>["remedy"]>;

/** Until when and how each line can be given back. */
export type ReturnTerms = ContractOutput<typeof returnTermsOfOrder>;

/** What every page needs besides its subject. */
export interface PageContext {
  /** The texts, and the zone in which days are shown. */
  readonly words: Translator;
  /** The retailer's name; undefined until the shop has given it. */
  readonly retailer: string | undefined;
  /** The page's own address, to which a link that changes the language comes back. */
  readonly path: string;
}

/** A problem in the words of its document. */
export interface ProblemView {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

export interface HomeView extends PageContext {
  /** What was typed into a look-up that failed, and why it did. */
  readonly failed?: { readonly number: string; readonly proof: string; readonly problem: ProblemView };
  /** True for someone who opened an order's page without having looked it up. */
  readonly lookUpFirst?: boolean;
}

export interface OrderPageView extends PageContext {
  readonly order: Order;
  readonly offers: readonly Offer[];
  readonly points: OrderPoints;
  readonly tracking: Tracking;
  /** Guides that are of use now. */
  readonly contents?: readonly OrderContent[];
  /** Of a delivery that is in trouble, or was last. */
  readonly remedy?: Remedy | undefined;
  readonly returnTerms?: ReturnTerms;
  /** Where a page that stays open hears of changes after what it shows. */
  readonly live?: string;
  /** Why what the shopper asked for was not done. */
  readonly problem?: ProblemView;
}

/** Something that cannot be taken back, before it is done. */
export interface ConfirmPageView extends PageContext {
  readonly remedy: Remedy;
  readonly option: Remedy["options"][number];
}

export interface OfferPageView extends PageContext {
  readonly order: Order;
  readonly offer: Offer;
}

export interface ContentPageView extends PageContext {
  readonly orderId: string;
  readonly content: Content;
}

export interface ProblemPageView extends PageContext {
  readonly problem: ProblemView;
}

/** Ending messages of one purpose over one channel, from a link in one of them. */
export interface UnsubscribePageView extends PageContext {
  readonly purpose: "care" | "guide" | "marketing";
  /** It has been done. */
  readonly done: boolean;
}

/** What was typed; blank where nothing was. */
export interface TypedWithdrawal {
  readonly name: string;
  readonly contract: string;
  readonly email: string;
  readonly what: string;
}

export interface WithdrawalFormView extends PageContext {
  readonly typed: TypedWithdrawal;
  /** The fields that cannot be taken as they are. */
  readonly problems: readonly (keyof TypedWithdrawal)[];
}

export interface WithdrawalConfirmationView extends PageContext {
  /** Made when the page is, so that the button pressed twice states it once. */
  readonly withdrawalId: string;
  readonly typed: TypedWithdrawal;
}

export interface WithdrawalReceivedView extends PageContext {
  readonly number: string;
  readonly statedAt: Date;
  readonly typed: TypedWithdrawal;
}

/** Each answers a whole HTML document that needs no script, no inline style and no login. */
export interface ShopperPages {
  /** The retailer's front door: the look-up form, blank or with what went wrong. */
  renderHome(view: HomeView): string;
  /** An order that was looked up. */
  renderOrder(view: OrderPageView): string;
  /** Asks once more before something is done that cannot be taken back. */
  renderConfirm(view: ConfirmPageView): string;
  /** One offer, large enough to be scanned from a phone. */
  renderOffer(view: OfferPageView): string;
  /** A guide to what was bought. */
  renderContent(view: ContentPageView): string;
  /** The one button that ends messages of a kind, and what follows. */
  renderUnsubscribe(view: UnsubscribePageView): string;
  /** What one withdraws from, blank or with what was typed. */
  renderWithdrawalForm(view: WithdrawalFormView): string;
  /** What will be stated, with the button that states it. */
  renderWithdrawalConfirmation(view: WithdrawalConfirmationView): string;
  /** That it was received, and when. */
  renderWithdrawalReceived(view: WithdrawalReceivedView): string;
  /** Any problem, in the same look. */
  renderProblem(view: ProblemPageView): string;
}
