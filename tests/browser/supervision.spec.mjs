// domain.md §3.1, §3.2 and §3.6: the yearly plan from its draft to the units' opinions, the ledger of points, and a
// quarter of linkage from a department's submission to what becomes of it.

import assert from "node:assert/strict";

import { DESKTOP, PHONE, scenario } from "./harness.mjs";

const SCREENS = Object.entries({ desktop: DESKTOP, phone: PHONE });

/** The dialog on top. */
const dialog = (page) => page.getByRole("dialog");

/** Presses a button, fills its dialog and sends it. */
async function act(page, name, fill = async () => {}) {
  await page.getByRole("button", { name, exact: true }).first().click();
  await fill(dialog(page));
  await dialog(page).getByRole("button", { name, exact: true }).click();
  await dialog(page).waitFor({ state: "detached" });
}

/** Opens a page and waits until it has its content. */
async function open(page, path) {
  await page.goto(path);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.locator('[role="status"] .bone').first().waitFor({ state: "detached" });
}

scenario("a plan is cloned, balanced and put to the units", async (stage) => {
  const officer = await stage.person("ov01");
  await open(officer, "/plans");
  await officer.getByRole("button", { name: "起草年度方案" }).click();
  const draft = dialog(officer);
  await draft.getByLabel("年度").fill("2023");
  await draft.getByLabel("复制自").selectOption({ index: 1 });
  await draft.getByRole("button", { name: "起草年度方案" }).click();
  await officer.waitForURL(/\/plans\/pln_/);
  const plan = officer.url();

  // The bar follows what is typed and says what is missing.
  await officer.getByRole("button", { name: "编辑指标体系" }).click();
  const weight = officer.getByLabel("B22 权重");
  const before = await weight.inputValue();
  await weight.fill("1");
  await officer.getByText(/^还差/).waitFor();
  await stage.audit(officer, "the editor of a plan");
  await weight.fill(before);
  await officer.getByText("已满100.000", { exact: false }).waitFor();
  await officer.getByLabel("B22 中文名称").fill("镇街评价（调整）");
  await officer.getByRole("button", { name: "保存", exact: true }).click();
  await officer.getByRole("cell", { name: "镇街评价（调整）" }).or(officer.getByText("镇街评价（调整）")).first().waitFor();
  await officer.getByRole("button", { name: /^与上一版比较/ }).click();
  await officer.getByRole("row", { name: /镇街评价（调整）/ }).waitFor();
  for (const tab of ["参数", "适用范围", "征求意见", "与上一版比较", "办理经过"]) {
    await officer.getByRole("button", { name: new RegExp(`^${tab}`) }).last().click();
    await stage.audit(officer, `a plan: ${tab}`);
  }

  // Put to the units; one of them has something to say.
  await officer.getByRole("button", { name: "征求意见", exact: true }).first().click();
  const lead = await stage.person("dl.minzheng", { screen: PHONE });
  await open(lead, `${plan}?tab=opinions`);
  await lead.getByLabel("有意见", { exact: true }).check();
  await lead.getByLabel("意见内容", { exact: false }).fill("建议降低镇街评价的权重。");
  await lead.getByRole("button", { name: "反馈意见" }).click();
  await lead.getByText("意见已反馈", { exact: false }).first().waitFor();
  await stage.audit(lead, "a plan on the lead's phone");
  await officer.goto(`${plan}?tab=opinions`);
  await officer.getByText("建议降低镇街评价的权重。").waitFor();
  await act(officer, "答复意见", async (form) => {
    await form.getByLabel("不采纳", { exact: true }).check();
    await form.getByLabel("答复意见", { exact: false }).fill("权重按全市统一安排。");
  });
  await officer.getByText("未采纳").waitFor();
});

for (const [name, screen] of SCREENS) {
  scenario(`the plan in force, its library and the points read well on a ${name}`, async (stage) => {
    const officer = await stage.person("ov01", { screen });
    await open(officer, "/plans");
    await officer.getByRole("link", { name: /2022年度/ }).first().click();
    await officer.waitForURL(/\/plans\/pln_/);
    await officer.getByRole("button", { name: "参数" }).waitFor();
    await stage.audit(officer, `the plan of 2022 on a ${name}`);
    for (const path of ["/regulations", "/points", "/points/sample", "/points?group=ORG", "/linkage", "/linkage/submissions?year=2022"]) {
      await open(officer, path);
      assert.equal(await officer.getByRole("alert").count(), 0, path);
      await stage.audit(officer, `${path} on a ${name}`);
    }
  });
}

scenario("points that do not run need no reminder, and the bar says so", async (stage) => {
  const officer = await stage.person("ov01");
  await open(officer, "/points");
  await officer.getByRole("row").nth(1).getByRole("checkbox").check();
  await officer.getByRole("toolbar", { name: "批量办理" }).waitFor();
  await stage.audit(officer, "points with a selection");
  await officer.getByRole("button", { name: "催报进度" }).click();
  await officer.getByText("无需催报", { exact: false }).waitFor();
});

scenario("a department's submission is taken up and becomes a problem", async (stage) => {
  const matter = "群众反映婚姻登记窗口午间无人值班，一周内接到同类信访事项6件。";
  const contact = await stage.person("lk06");
  await open(contact, "/linkage");
  await contact.getByRole("button", { name: "零报告" }).waitFor();
  await stage.audit(contact, "a linkage contact's home");
  await contact.getByRole("button", { name: "报送建议" }).first().click();
  const write = dialog(contact);
  await write.getByRole("button", { name: "提交", exact: true }).click();
  await write.getByRole("alert").first().waitFor();
  await write.getByLabel("所涉单位").selectOption({ label: "市民政局" });
  await write.getByLabel("履职问题", { exact: true }).check();
  await write.getByLabel("建议内容").fill(matter);
  await stage.audit(contact, "writing a submission");
  await write.getByRole("button", { name: "提交", exact: true }).click();
  await write.waitFor({ state: "detached" });
  await contact.getByText("本单位已报送").waitFor();
  await contact.getByRole("link", { name: /LD-2023-/ }).first().click();
  await contact.waitForURL(/\/linkage\/submissions\//);
  await contact.getByText(matter).waitFor();
  await stage.audit(contact, "one's own submission");

  // On the section's desk at once; accepted, and turned into a problem in other words.
  const officer = await stage.person("ov01");
  await officer.getByRole("link", { name: /婚姻登记窗口午间无人值班/ }).first().click();
  await officer.waitForURL(/\/linkage\/submissions\//);
  await officer.getByRole("button", { name: "采纳", exact: true }).click();
  await officer.getByRole("button", { name: "转为履职问题", exact: true }).first().click();
  const convert = dialog(officer);
  await convert.getByLabel("问题标题").fill("婚姻登记窗口午间无人值班");
  await convert.getByLabel("事实（单位可见）").fill("监管渠道反映，婚姻登记窗口午间多次无人值班。");
  await convert.getByLabel("问题类别").selectOption({ index: 1 });
  await convert.getByLabel("一般", { exact: true }).check();
  await convert.getByRole("button", { name: "转为履职问题", exact: true }).click();
  await convert.waitFor({ state: "detached" });
  await officer.getByRole("link", { name: /婚姻登记窗口午间无人值班/ }).waitFor();
  await stage.audit(officer, "a submission that became a problem");
  await stage.picture(officer, "linkage submission");

  // The department follows it from its phone.
  const phone = await stage.person("lk06", { screen: PHONE });
  await phone.goto(contact.url());
  // What came of it is told once the lead has fed the quarter back; until then it knows that it was accepted.
  await phone.getByText("已采纳").first().waitFor();
  await phone.getByText(matter).waitFor();
  await stage.audit(phone, "one's own submission on a phone");
});
