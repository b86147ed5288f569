// domain.md §9 steps 8 and 9: a section pushes a problem, the unit rectifies it at once, the office closes it out;
// several people, each in a browser of their own, and nobody reloads.

import assert from "node:assert/strict";

import { scenario } from "./harness.mjs";

const MATTER = "城乡低保审核确认办理指南与权责清单不一致";

/** The dialog on top. */
const dialog = (page) => page.getByRole("dialog");

/** Presses an action of the "next" card, fills its dialog and sends it. */
async function act(page, name, fill = async () => {}) {
  await page.getByRole("button", { name, exact: true }).first().click();
  await fill(dialog(page));
  await dialog(page).getByRole("button", { name, exact: true }).click();
  await dialog(page).waitFor({ state: "detached" });
}

/** Attaches a small text file to the dialog's upload field. */
async function attach(within, name, text) {
  const file = { name, mimeType: "text/plain", buffer: Buffer.from(text) };
  await within.getByLabel("不含国家秘密", { exact: false }).check();
  await within.locator('input[type="file"]').setInputFiles(file);
  await within.getByText("已上传").waitFor();
}

scenario("a pushed problem goes from sheet to close-out between two browsers", async (stage) => {
  const section = await stage.person("os05");
  const officer = await stage.person("ov01");

  // The section writes a sheet and pushes it.
  await section.goto("/sheets");
  await section.getByRole("button", { name: "填写推送表" }).first().click();
  const write = dialog(section);
  await write.getByLabel("涉及单位").selectOption({ label: "市民政局" });
  await write.getByLabel("事项").fill(MATTER);
  await write.getByLabel("问题及依据").fill("核对职责任务清单时发现，办理指南仍引用已调整的事项。");
  await attach(write, "核对记录.txt", "清单与指南逐项对照");
  await write.getByRole("button", { name: "提交" }).click();
  await section.getByRole("heading", { level: 1, name: MATTER }).waitFor();
  await stage.audit(section, "a push sheet");

  // It is on the officer's desk without a reload.
  await officer.getByRole("link", { name: MATTER }).waitFor();
  await officer.getByRole("link", { name: MATTER }).click();
  await officer.getByRole("button", { name: "签收", exact: true }).click();
  await officer.getByRole("button", { name: "转为履职问题", exact: true }).first().click();
  const convert = dialog(officer);
  await convert.getByLabel("问题类别").selectOption({ label: "清单修订不及时" });
  await convert.getByLabel("一般", { exact: true }).check();
  await convert.getByLabel("已核对", { exact: false }).check();
  await convert.getByRole("button", { name: "转为履职问题" }).click();
  await officer.waitForURL(/\/problems\//);

  // Verified and assigned to the unit.
  await act(officer, "受理核实");
  await act(officer, "交办", (form) => form.getByLabel("建议措施").fill("5个工作日内修订办理指南。"));
  await stage.audit(officer, "a problem");
  await stage.picture(officer, "problem assigned desktop");

  // The unit's contact sees it and accepts to rectify at once.
  const contact = await stage.person("dc.minzheng");
  await contact.getByRole("link", { name: MATTER }).first().click();
  await contact.waitForURL(/\/(problems|sheets)\//);
  const url = officer.url();
  await contact.goto(url);
  await act(contact, "立行立改", (form) => form.getByLabel("整改承诺").fill("三日内修订完毕。"));

  // Its lead submits; without evidence that is refused and the text stays.
  const lead = await stage.person("dl.minzheng");
  await lead.goto(url);
  await lead.getByRole("button", { name: "申请销号", exact: true }).first().click();
  const submit = dialog(lead);
  await submit.getByLabel("整改情况").fill("办理指南已修订并公布。");
  await submit.getByRole("button", { name: "申请销号", exact: true }).click();
  await submit.getByRole("alert").first().waitFor();
  assert.equal(await submit.getByLabel("整改情况").inputValue(), "办理指南已修订并公布。");
  await attach(submit, "新版指南.txt", "修订后的办理指南");
  await submit.getByRole("button", { name: "申请销号", exact: true }).click();
  await submit.waitFor({ state: "detached" });

  // Another officer re-verifies and closes it out; the section's page follows without a reload.
  const second = await stage.person("ov02");
  await second.goto(url);
  await act(second, "受理复核");
  await act(second, "销号");
  await second.getByText(/XH-\d{4}-\d{4}/).first().waitFor();
  await section.getByText("已办结").first().waitFor();
  await stage.audit(second, "a closed problem");
});
