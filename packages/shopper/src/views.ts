import type { Translator } from "@aftercare/messages";
import type {
  adverseDecisionsOfOrder,
  ContractOutput,
  claimOptions,
  claimRights,
  contentOfOrder,
  exchangeChoices,
  exchangeSubstitutes,
  getClaim,
  getCollection,
  getExchange,
  getGift,
  getOrder,
  getReturnRequest,
  giftReturnOptions,
  giftsOfOrder,
  listOffersOfOrder,
  makeGiftCode,
  pointsOfOrder,
  readContent,
  remedyChoices,
  returnOptions,
  returnPhotosOfOrder,
  returnReasonsOfOrder,
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

/** Why each line may go back, in the shopper's words. */
export type ReturnReasons = ContractOutput<typeof returnReasonsOfOrder>;
/** What can be chosen for lines that go back. */
export type ReturnOptions = ContractOutput<typeof returnOptions>;
/** What can be had in exchange. */
export type Substitutes = ContractOutput<typeof exchangeSubstitutes>;
/** Photos of what goes back. */
export type ReturnPhotos = ContractOutput<typeof returnPhotosOfOrder>;
/** A return that was announced. */
export type ReturnRequest = ContractOutput<typeof getReturnRequest>;

/** What was decided against the shopper where the shop was free to decide otherwise. */
export type AdverseDecision = ContractOutput<typeof adverseDecisionsOfOrder>["items"][number];

/** A fault that was reported. */
export type Claim = ContractOutput<typeof getClaim>;
/** What the law gives for faults of what was bought. */
export type ClaimRights = ContractOutput<typeof claimRights>;
/** What can be asked for, and what would become of it. */
export type ClaimOptions = ContractOutput<typeof claimOptions>;

/** What was chosen for something that goes back, and how far it is. */
export type Exchange = ContractOutput<typeof getExchange>;
/** What can be chosen for it. */
export type ExchangeChoices = ContractOutput<typeof exchangeChoices>;

/** Something that a shopper is asked to pay, or to leave as a deposit. */
export type Payment = ContractOutput<typeof getCollection>;

/** Something that was given, as whoever was given it sees it. */
export type Gift = ContractOutput<typeof getGift>;
export type GiftReturn = Gift["returns"][number];
/** What they can have for it. */
export type GiftOptions = ContractOutput<typeof giftReturnOptions>;
/** The gift codes of an order, and one that was just made. */
export type GiftCodes = ContractOutput<typeof giftsOfOrder>["items"];
export type MadeGiftCode = ContractOutput<typeof makeGiftCode>;

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
  /** The order is looked up to report a fault of it. */
  readonly isFault?: boolean;
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
  /** Returns that were announced, latest first. */
  readonly returnRequests?: readonly ReturnRequest[];
  /** Decided against the shopper. */
  readonly decisions?: readonly AdverseDecision[];
  /** Faults that were reported, latest first. */
  readonly claims?: readonly Claim[];
  readonly claimRights?: ClaimRights;
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

/** A line that was ticked, as the form sends it. */
export interface PickedLine {
  readonly line: number;
  readonly quantity: number;
  /** "" as long as none was chosen. */
  readonly reason: string;
}

/** What is missing of what was picked; of nothing at all, the first line that could be. */
export interface PickProblem {
  readonly kind: "nothing" | "reason" | "quantity";
  readonly line: number;
  /** Not returned and not announced yet. */
  readonly units?: number;
}

export interface PickReturnView extends PageContext {
  readonly order: Order;
  readonly terms: ReturnTerms;
  readonly reasons: ReturnReasons;
  readonly picked: readonly PickedLine[];
  readonly problems: readonly PickProblem[];
  /** Why what was picked cannot go back. */
  readonly refused?: ProblemView;
}

/** What was typed and chosen in a form that has to be shown again. */
export interface TypedReturn {
  readonly method?: string;
  readonly resolution?: string;
  readonly plea?: string;
  /** By line. */
  readonly details: Readonly<Record<number, string>>;
}

export interface ChooseReturnView extends PageContext {
  readonly order: Order;
  readonly reasons: ReturnReasons;
  readonly options: ReturnOptions;
  /** What can be had in exchange for each line, the best answer to its reason first. */
  readonly instead?: Substitutes["lines"] | undefined;
  readonly picked: readonly PickedLine[];
  /** Made when the page is, so that the button pressed twice announces it once. */
  readonly returnRequestId: string;
  readonly typed: TypedReturn;
  readonly problem?: ProblemView;
}

export interface ReturnRequestPageView extends PageContext {
  readonly order: Order;
  readonly request: ReturnRequest;
  /** What was chosen for goods that go back, unless it was called off. */
  readonly exchange?: Exchange | undefined;
  /** What a person declined of it, and where its appeal stands. */
  readonly decline?: AdverseDecision | undefined;
  /** Of lines of which a photo is asked for. */
  readonly photos?: ReturnPhotos & { readonly lines: readonly number[] };
  /** It was to be announced once more. */
  readonly isKnown?: boolean;
  readonly problem?: ProblemView;
}

export interface PickFaultView extends PageContext {
  readonly order: Order;
  readonly rights: ClaimRights;
  readonly reasons: ReturnReasons;
  readonly picked: readonly PickedLine[];
  readonly problems: readonly PickProblem[];
  /** Why what was picked cannot be reported. */
  readonly refused?: ProblemView;
}

export interface ChooseRemedyView extends PageContext {
  readonly order: Order;
  readonly reasons: ReturnReasons;
  readonly options: ClaimOptions;
  readonly picked: readonly PickedLine[];
  /** Made when the page is, so that the button pressed twice reports it once. */
  readonly claimId: string;
  readonly typed: { readonly remedy?: string } & Pick<TypedReturn, "method" | "details">;
  /** It was to go back, but its time for that is over. */
  readonly isFromReturn: boolean;
  readonly problem?: ProblemView;
}

export interface ClaimPageView extends PageContext {
  readonly order: Order;
  readonly claim: Claim;
  /** By which its goods come to us. */
  readonly request?: ReturnRequest | undefined;
  /** Where it was declined: whether somebody else can be asked, and until when. */
  readonly appeal?: Pick<AdverseDecision, "canAppeal" | "appealBy" | "appeal"> | undefined;
  /** While a photo can help, of all lines. */
  readonly photos?: (ReturnPhotos & { readonly lines: readonly number[] }) | undefined;
  readonly problem?: ProblemView;
}

export interface DecisionsPageView extends PageContext {
  readonly order: Order;
  readonly decisions: readonly AdverseDecision[];
  readonly problem?: ProblemView;
}

export interface ExchangePageView extends PageContext {
  readonly order: Order;
  readonly request: ReturnRequest;
  /** The latest, whether or not it was called off. */
  readonly exchange?: Exchange | undefined;
  /** Where something can be chosen, and what was searched for. */
  readonly choices?: ExchangeChoices | undefined;
  readonly q: string;
  readonly problem?: ProblemView | undefined;
}

export interface PaymentPageView extends PageContext {
  readonly order: Order;
  readonly payment: Payment;
  /** On a provider's page; at a till; or by pressing a button, in the sample retailer. */
  readonly ways: "page" | "till" | "sample";
  /** The shopper comes from the provider's page, and what they did there is being looked at. */
  readonly isBack: boolean;
}

export interface GiftCodeView extends PageContext {
  /** What was typed that opened nothing, and why. */
  readonly failed?: { readonly code: string; readonly problem: ProblemView };
}

export interface GiftPageView extends PageContext {
  readonly gift: Gift;
  readonly picked: readonly PickedLine[];
  readonly problems: readonly PickProblem[];
  /** Why what was picked cannot go back. */
  readonly refused?: ProblemView;
}

export interface ChooseGiftView extends PageContext {
  readonly gift: Gift;
  readonly options: GiftOptions;
  readonly picked: readonly PickedLine[];
  /** Made when the page is, so that the button pressed twice announces it once. */
  readonly returnRequestId: string;
  readonly typed: Pick<TypedReturn, "method" | "resolution" | "plea"> & {
    readonly email?: string;
    /** What is wanted instead, by line. */
    readonly instead: Readonly<Record<number, string>>;
  };
  readonly problem?: ProblemView;
}

export interface GiftReturnPageView extends PageContext {
  readonly giving: GiftReturn;
  readonly problem?: ProblemView;
}

export interface MakeGiftCodeView extends PageContext {
  readonly order: Order;
  readonly gifts: GiftCodes;
  /** Where the code is typed, as people read it aloud. */
  readonly giftAddress: string;
  /** Shown this one time. */
  readonly made?: MadeGiftCode;
  readonly problem?: ProblemView;
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
  /** What goes back and why, blank or with what was picked. */
  renderPickReturn(view: PickReturnView): string;
  /** What can be chosen for it, with the button that announces it. */
  renderChooseReturn(view: ChooseReturnView): string;
  /** A return that was announced. */
  renderReturnRequest(view: ReturnRequestPageView): string;
  /** What is faulty and what is wrong with it, blank or with what was picked. */
  renderPickFault(view: PickFaultView): string;
  /** What can be asked for, with the button that reports it. */
  renderChooseRemedy(view: ChooseRemedyView): string;
  /** A fault that was reported. */
  renderClaim(view: ClaimPageView): string;
  /** What was decided against the shopper, and how to have a person look at it. */
  renderDecisions(view: DecisionsPageView): string;
  /** What is chosen for goods that go back, or what was. */
  renderExchange(view: ExchangePageView): string;
  /** Something to pay, or to leave as a deposit. */
  renderPayment(view: PaymentPageView): string;
  /** Where the code of a gift is typed. */
  renderGiftCode(view: GiftCodeView): string;
  /** A gift that was opened with its code, and what of it goes back. */
  renderGift(view: GiftPageView): string;
  /** What can be had for it, with the button that announces it. */
  renderChooseGift(view: ChooseGiftView): string;
  /** A gift that goes back. */
  renderGiftReturn(view: GiftReturnPageView): string;
  /** Where whoever bought something makes a code for whoever gets it. */
  renderMakeGiftCode(view: MakeGiftCodeView): string;
  /** Any problem, in the same look. */
  renderProblem(view: ProblemPageView): string;
}
