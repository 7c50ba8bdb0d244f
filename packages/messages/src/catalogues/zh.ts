import actions from "../../locales/zh/actions.json" with { type: "json" };
import appeals from "../../locales/zh/appeals.json" with { type: "json" };
import budgets from "../../locales/zh/budgets.json" with { type: "json" };
import claims from "../../locales/zh/claims.json" with { type: "json" };
import cli from "../../locales/zh/cli.json" with { type: "json" };
import common from "../../locales/zh/common.json" with { type: "json" };
import consoleDelivery from "../../locales/zh/console-delivery.json" with { type: "json" };
import content from "../../locales/zh/content.json" with { type: "json" };
import counter from "../../locales/zh/counter.json" with { type: "json" };
import decisionLog from "../../locales/zh/decision-log.json" with { type: "json" };
import delivery from "../../locales/zh/delivery.json" with { type: "json" };
import dispositions from "../../locales/zh/dispositions.json" with { type: "json" };
import exchanges from "../../locales/zh/exchanges.json" with { type: "json" };
import faults from "../../locales/zh/faults.json" with { type: "json" };
import giftCards from "../../locales/zh/gift-cards.json" with { type: "json" };
import gifts from "../../locales/zh/gifts.json" with { type: "json" };
import laboratory from "../../locales/zh/laboratory.json" with { type: "json" };
import mail from "../../locales/zh/mail.json" with { type: "json" };
import measurement from "../../locales/zh/measurement.json" with { type: "json" };
import messages from "../../locales/zh/messages.json" with { type: "json" };
import models from "../../locales/zh/models.json" with { type: "json" };
import offers from "../../locales/zh/offers.json" with { type: "json" };
import parcels from "../../locales/zh/parcels.json" with { type: "json" };
import problems from "../../locales/zh/problems.json" with { type: "json" };
import programFiles from "../../locales/zh/program-files.json" with { type: "json" };
import programs from "../../locales/zh/programs.json" with { type: "json" };
import promises from "../../locales/zh/promises.json" with { type: "json" };
import reasons from "../../locales/zh/reasons.json" with { type: "json" };
import reconciliation from "../../locales/zh/reconciliation.json" with { type: "json" };
import refunds from "../../locales/zh/refunds.json" with { type: "json" };
import remedies from "../../locales/zh/remedies.json" with { type: "json" };
import returnInsight from "../../locales/zh/return-insight.json" with { type: "json" };
import returnLabels from "../../locales/zh/return-labels.json" with { type: "json" };
import returnMail from "../../locales/zh/return-mail.json" with { type: "json" };
import returnPolicy from "../../locales/zh/return-policy.json" with { type: "json" };
import returnPortal from "../../locales/zh/return-portal.json" with { type: "json" };
import returnReasons from "../../locales/zh/return-reasons.json" with { type: "json" };
import returnRequests from "../../locales/zh/return-requests.json" with { type: "json" };
import returns from "../../locales/zh/returns.json" with { type: "json" };
import shipping from "../../locales/zh/shipping.json" with { type: "json" };
import shopper from "../../locales/zh/shopper.json" with { type: "json" };
import staff from "../../locales/zh/staff.json" with { type: "json" };
import subscriptions from "../../locales/zh/subscriptions.json" with { type: "json" };
import tracking from "../../locales/zh/tracking.json" with { type: "json" };
import webhooks from "../../locales/zh/webhooks.json" with { type: "json" };
import withdrawals from "../../locales/zh/withdrawals.json" with { type: "json" };

export const zh = {
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
