import actions from "../../locales/de/actions.json" with { type: "json" };
import appeals from "../../locales/de/appeals.json" with { type: "json" };
import budgets from "../../locales/de/budgets.json" with { type: "json" };
import claims from "../../locales/de/claims.json" with { type: "json" };
import cli from "../../locales/de/cli.json" with { type: "json" };
import common from "../../locales/de/common.json" with { type: "json" };
import consoleDelivery from "../../locales/de/console-delivery.json" with { type: "json" };
import content from "../../locales/de/content.json" with { type: "json" };
import counter from "../../locales/de/counter.json" with { type: "json" };
import decisionLog from "../../locales/de/decision-log.json" with { type: "json" };
import delivery from "../../locales/de/delivery.json" with { type: "json" };
import dispositions from "../../locales/de/dispositions.json" with { type: "json" };
import exchanges from "../../locales/de/exchanges.json" with { type: "json" };
import faults from "../../locales/de/faults.json" with { type: "json" };
import giftCards from "../../locales/de/gift-cards.json" with { type: "json" };
import gifts from "../../locales/de/gifts.json" with { type: "json" };
import laboratory from "../../locales/de/laboratory.json" with { type: "json" };
import mail from "../../locales/de/mail.json" with { type: "json" };
import measurement from "../../locales/de/measurement.json" with { type: "json" };
import messages from "../../locales/de/messages.json" with { type: "json" };
import models from "../../locales/de/models.json" with { type: "json" };
import offers from "../../locales/de/offers.json" with { type: "json" };
import parcels from "../../locales/de/parcels.json" with { type: "json" };
import problems from "../../locales/de/problems.json" with { type: "json" };
import programFiles from "../../locales/de/program-files.json" with { type: "json" };
import programs from "../../locales/de/programs.json" with { type: "json" };
import promises from "../../locales/de/promises.json" with { type: "json" };
import reasons from "../../locales/de/reasons.json" with { type: "json" };
import reconciliation from "../../locales/de/reconciliation.json" with { type: "json" };
import refunds from "../../locales/de/refunds.json" with { type: "json" };
import remedies from "../../locales/de/remedies.json" with { type: "json" };
import returnInsight from "../../locales/de/return-insight.json" with { type: "json" };
import returnLabels from "../../locales/de/return-labels.json" with { type: "json" };
import returnMail from "../../locales/de/return-mail.json" with { type: "json" };
import returnPolicy from "../../locales/de/return-policy.json" with { type: "json" };
import returnPortal from "../../locales/de/return-portal.json" with { type: "json" };
import returnReasons from "../../locales/de/return-reasons.json" with { type: "json" };
import returnRequests from "../../locales/de/return-requests.json" with { type: "json" };
import returns from "../../locales/de/returns.json" with { type: "json" };
import shipping from "../../locales/de/shipping.json" with { type: "json" };
import shopper from "../../locales/de/shopper.json" with { type: "json" };
import staff from "../../locales/de/staff.json" with { type: "json" };
import subscriptions from "../../locales/de/subscriptions.json" with { type: "json" };
import tracking from "../../locales/de/tracking.json" with { type: "json" };
import webhooks from "../../locales/de/webhooks.json" with { type: "json" };
import withdrawals from "../../locales/de/withdrawals.json" with { type: "json" };

export const de = {
  actions,
  appeals,
  budgets,
  claims,
  cli,
  common,
  "console-delivery": consoleDelivery,
  content,
  counter,
  "decision-log": decisionLog,
  delivery,
  dispositions,
  exchanges,
  faults,
  "gift-cards": giftCards,
  gifts,
  laboratory,
  mail,
  measurement,
  messages,
  models,
  offers,
  parcels,
  problems,
  "program-files": programFiles,
  programs,
  promises,
  reasons,
  reconciliation,
  refunds,
  remedies,
  shipping,
  "return-insight": returnInsight,
  "return-labels": returnLabels,
  "return-portal": returnPortal,
  "return-mail": returnMail,
  "return-policy": returnPolicy,
  "return-reasons": returnReasons,
  "return-requests": returnRequests,
  returns,
  shopper,
  staff,
  subscriptions,
  tracking,
  webhooks,
  withdrawals,
};
