import { ContentPage } from "./content/content-page.tsx";
import { DecisionsPage } from "./decisions/decisions-page.tsx";
import { ExchangePage } from "./exchanges/exchange-page.tsx";
import { HomePage } from "./home/home-page.tsx";
import { html } from "./layout/html.ts";
import { OfferPage } from "./order/offer-page.tsx";
import { OrderPage } from "./order/order-page.tsx";
import { PaymentPage } from "./payments/payment-page.tsx";
import { ProblemPage } from "./problem/problem-page.tsx";
import { ChooseReturnPage } from "./returns/choose-page.tsx";
import { PickReturnPage } from "./returns/pick-page.tsx";
import { ReturnRequestPage } from "./returns/request-page.tsx";
import { ConfirmPage } from "./tracking/confirm-page.tsx";
import { UnsubscribePage } from "./unsubscribe/unsubscribe-page.tsx";
import type { ShopperPages } from "./views.ts";
import { WithdrawalConfirmation } from "./withdrawal/withdrawal-confirmation.tsx";
import { WithdrawalForm } from "./withdrawal/withdrawal-form.tsx";
import { WithdrawalReceived } from "./withdrawal/withdrawal-received.tsx";

export const renderHome: ShopperPages["renderHome"] = (view) => html(<HomePage {...view} />);
export const renderOrder: ShopperPages["renderOrder"] = (view) => html(<OrderPage {...view} />);
export const renderConfirm: ShopperPages["renderConfirm"] = (view) => html(<ConfirmPage {...view} />);
export const renderOffer: ShopperPages["renderOffer"] = (view) => html(<OfferPage {...view} />);
export const renderContent: ShopperPages["renderContent"] = (view) => html(<ContentPage {...view} />);
export const renderUnsubscribe: ShopperPages["renderUnsubscribe"] = (view) => html(<UnsubscribePage {...view} />);
export const renderProblem: ShopperPages["renderProblem"] = (view) => html(<ProblemPage {...view} />);
export const renderWithdrawalForm: ShopperPages["renderWithdrawalForm"] = (view) => html(<WithdrawalForm {...view} />);
export const renderWithdrawalConfirmation: ShopperPages["renderWithdrawalConfirmation"] = (view) =>
  html(<WithdrawalConfirmation {...view} />);
export const renderWithdrawalReceived: ShopperPages["renderWithdrawalReceived"] = (view) =>
  html(<WithdrawalReceived {...view} />);
export const renderPickReturn: ShopperPages["renderPickReturn"] = (view) => html(<PickReturnPage {...view} />);
export const renderChooseReturn: ShopperPages["renderChooseReturn"] = (view) => html(<ChooseReturnPage {...view} />);
export const renderReturnRequest: ShopperPages["renderReturnRequest"] = (view) => html(<ReturnRequestPage {...view} />);
export const renderDecisions: ShopperPages["renderDecisions"] = (view) => html(<DecisionsPage {...view} />);
export const renderPayment: ShopperPages["renderPayment"] = (view) => html(<PaymentPage {...view} />);
export const renderExchange: ShopperPages["renderExchange"] = (view) => html(<ExchangePage {...view} />);
