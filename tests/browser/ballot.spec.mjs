// domain.md §3.8: a questionnaire from its draft over sealed invitations to a ballot that nobody can trace.

import assert from "node:assert/strict";

import { DESKTOP, PHONE, scenario } from "./harness.mjs";

/** Opening is the clock's work and may take longer than one answer of the server. */
const CLOCK = { timeout: 60_000 };

/** Looks again until the clock has done its work. */
async function reloadUntil(page, wanted) {
  const end = Date.now() + CLOCK.timeout;
  for (;;) {
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    const seen = await wanted.waitFor({ timeout: 4_000 }).then(() => true, (error) => Date.now() > end && Promise.reject(error));
    if (seen) {
      return;
    }
  }
}

/** The dialog on top. */
const dialog = (page) => page.getByRole("dialog");

/** Presses a button and sends the dialog that it opens. */
async function act(page, name) {
  await page.getByRole("button", { name, exact: true }).first().click();
  await dialog(page).locator('button[type="submit"]').click();
  await dialog(page).waitFor({ state: "detached" });
}

/** Opens the ballot with a code, as typed from the paper. */
async function begin(page, code) {
  await page.goto("/ballot");
  await page.getByLabel("邀请码").fill(code.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "打开问卷" }).click();
  await page.getByRole("button", { name: "开始填答" }).waitFor();
}

/** Looks the answers over, casts, and returns the receipt. */
async function cast(page) {
  await page.getByRole("button", { name: "核对并提交" }).click();
  await page.getByRole("button", { name: "提交问卷" }).click();
  await page.getByRole("heading", { name: "问卷已提交" }).waitFor();
  return page.locator(".ballot-hash").innerText();
}

scenario("from a draft to two ballots, one on a phone and one on a desk", async (stage) => {
  const officer = await stage.person("ov01");
  await officer.goto("/campaigns");
  await officer.getByRole("button", { name: "草拟问卷方案" }).click();
  const draft = dialog(officer);
  await draft.getByLabel("下评上", { exact: false }).check();
  await draft.getByLabel("名称").fill("2023年度镇街评部门履职问卷");
  await draft.getByLabel("开放日期").fill("2023-03-31");
  await draft.getByLabel("截止日期").fill("2023-04-14");
  await draft.getByRole("button", { name: "保存草案" }).click();
  await officer.waitForURL(/\/campaigns\/cmp_/);
  await stage.audit(officer, "a campaign's draft");

  const lead = await stage.person("ol01");
  await lead.goto(officer.url());
  await act(lead, "审定");
  // The clock opens it.
  await reloadUntil(officer, officer.getByRole("link", { name: "打印邀请函" }));
  await stage.audit(officer, "a campaign under way");
  await stage.picture(officer, "campaign under way");
  await act(officer, "提醒");

  // Sealed invitations, all of them.
  await officer.goto(await officer.getByRole("link", { name: "打印邀请函" }).getAttribute("href"));
  const codes = officer.locator(".invitation-code");
  await codes.first().waitFor(CLOCK);
  assert.ok((await codes.count()) > 300, "one for each evaluator of the pool");
  await stage.audit(officer, "invitations");
  const [first, second] = [await codes.nth(0).innerText(), await codes.nth(1).innerText()];

  // On a phone: one unit a page, then the rest is not known.
  const phone = await stage.visitor(PHONE);
  await phone.goto("/ballot");
  await phone.getByLabel("邀请码").fill("AAAA-AAAA-AAAA-AAAA");
  await phone.getByRole("button", { name: "打开问卷" }).click();
  await phone.getByRole("alert").waitFor();
  await begin(phone, first);
  await stage.audit(phone, "the cover of a ballot");
  await phone.getByRole("button", { name: "开始填答" }).click();
  await phone.getByRole("group").first().waitFor();
  for (const question of await phone.getByRole("group").all()) {
    await question.getByText("满意", { exact: true }).click();
  }
  await stage.audit(phone, "a unit of a ballot");
  await stage.picture(phone, "ballot phone");
  await phone.getByRole("button", { name: "下一个" }).click();
  await phone.getByRole("button", { name: "不了解该单位" }).click();
  await phone.getByRole("button", { name: "核对并提交" }).click();
  await phone.getByRole("button", { name: "提交问卷" }).click();
  await phone.getByRole("alert").waitFor();
  await phone.getByRole("button", { name: "返回修改" }).click();
  await phone.getByRole("button", { name: "列表填写" }).click();
  for (const unknown of await phone.getByRole("button", { name: "不了解", exact: true }).all()) {
    await unknown.click();
  }
  // What was filled in survives a reload.
  await phone.reload();
  await phone.getByRole("status").getByText(/已评价\d+\/\d+个单位/).waitFor();
  const receipt = await cast(phone);
  assert.match(receipt, /^[0-9a-f]{64}$/);
  await stage.audit(phone, "a ballot cast");
  await phone.getByRole("button", { name: "核验我的问卷" }).click();
  await phone.getByRole("button", { name: "开始核验" }).click();
  await phone.getByText("截止", { exact: false }).last().waitFor();

  // The code was good for one device.
  const other = await stage.visitor(DESKTOP);
  await other.goto("/ballot");
  await other.getByLabel("邀请码").fill(first);
  await other.getByRole("button", { name: "打开问卷" }).click();
  await other.getByRole("alert").or(other.getByRole("button", { name: "开始填答" })).first().waitFor();
  if (await other.getByRole("button", { name: "开始填答" }).isVisible()) {
    await other.getByRole("button", { name: "开始填答" }).click();
    await other.getByRole("alert").waitFor();
  }

  // On a desk: all units as a table.
  await begin(other, second);
  await other.getByRole("button", { name: "开始填答" }).click();
  await other.getByRole("table").waitFor();
  for (const unknown of await other.getByRole("button", { name: "不了解", exact: true }).all()) {
    await unknown.click();
  }
  await other.getByRole("combobox").first().selectOption({ label: "非常满意" });
  await stage.audit(other, "a ballot as a table");
  await cast(other);

  // The console counts ballots by fives, so that nobody sees a single one arrive, and shows nothing of what they say.
  await officer.goto(lead.url());
  await officer.getByText("0/312", { exact: false }).first().waitFor();
  assert.equal(await officer.getByRole("heading", { name: "汇总结果" }).count(), 0);
});

for (const [name, screen] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  scenario(`results of a counted questionnaire withhold small groups, on a ${name}`, async (stage) => {
    const officer = await stage.person("ov01", { screen });
    await officer.goto("/campaigns");
    await officer.getByRole("link", { name: "WJ-2022-0001" }).click();
    await officer.getByRole("heading", { name: "汇总结果" }).waitFor();
    await officer.getByRole("button", { name: "分组查看" }).first().click();
    await officer.getByText("不予显示").first().waitFor();
    await stage.audit(officer, `results on a ${name}`);
    await officer.goto("/pool");
    await officer.getByRole("row").nth(2).waitFor();
    await stage.audit(officer, `the pool on a ${name}`);
  });
}
