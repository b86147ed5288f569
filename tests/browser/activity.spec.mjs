// domain.md §9 step 7, as far as one day reaches: the planner warns of a unit that is inspected twice, the warning is
// answered, the unit hears of it, and whoever sends the notice sees how much the unit has been asked already.

import assert from "node:assert/strict";

import { scenario } from "./harness.mjs";

const UNIT = "民政局";

/** The dialog on top. */
const dialog = (page) => page.getByRole("dialog");

/** Fills the planner's dialog for one unit from a day on. */
async function plan(page, title, day) {
  await page.goto("/activities");
  await page.getByRole("button", { name: "制定计划" }).first().click();
  const form = dialog(page);
  await form.getByLabel("活动名称").fill(title);
  await form.getByLabel("机构编制评估").check();
  await form.getByLabel("进场日期").fill(day);
  await form.getByLabel("结束日期").fill(day);
  await form.getByLabel(UNIT, { exact: true }).check();
  return form;
}

const send = (form) => form.getByRole("button", { name: "制定计划", exact: true }).click();

scenario("the planner warns of a second inspection and the unit hears of the one that stays", async (stage) => {
  const officer = await stage.person("ov01");
  const unit = await stage.person("dl.minzheng");

  const first = await plan(officer, "第一次编制评估", "2023-04-12");
  await send(first);
  await officer.getByRole("heading", { name: /第一次编制评估/ }).waitFor();

  // Twenty days later, the same kind at the same unit: warned, refused without a reason, planned with one.
  const second = await plan(officer, "第二次编制评估", "2023-05-02");
  await second.getByText(`${UNIT}：2023-04-12有“机构编制评估”，相隔20日`).waitFor();
  await send(second);
  await second.getByText("请写明理由").first().waitFor();
  await second.getByLabel("重复检查的理由").fill("上级专项部署，须在五月上旬完成。");
  await send(second);
  await officer.getByRole("heading", { name: /第二次编制评估/ }).waitFor();

  // The unit knows of neither until it is told; the notice shows what it has been asked this month.
  await unit.goto("/activities");
  assert.equal(await unit.getByText("第二次编制评估").count(), 0);
  await officer.getByRole("button", { name: "通知单位", exact: true }).click();
  const notice = dialog(officer);
  await notice.getByText(/该单位本月已收到\d+件/).waitFor();
  await notice.getByLabel("通知文号").fill("诸编办发〔2023〕8号");
  await notice.getByRole("button", { name: "通知单位", exact: true }).click();
  await notice.waitFor({ state: "detached" });
  await unit.reload();
  await unit.getByText("第二次编制评估").first().waitFor();
});
