// domain.md §9 steps 22 to 24: a document orders a correction, the year is scored again, reviewed and published; a unit's
// lead goes from rank to record and contests an indicator; somebody else decides.

import { PHONE, scenario } from "./harness.mjs";

/** The dialog on top. */
const dialog = (page) => page.getByRole("dialog");

/** Presses a button, fills its dialog and sends it. */
async function act(page, name, fill = async () => {}, send = name) {
  await page.getByRole("button", { name, exact: true }).first().click();
  await fill(dialog(page));
  await dialog(page).getByRole("button", { name: send, exact: true }).click();
  await dialog(page).waitFor({ state: "detached" });
}

/** Attaches a small text file to the dialog's upload field. */
async function attach(within, name, text) {
  const file = { name, mimeType: "text/plain", buffer: Buffer.from(text) };
  await within.getByLabel("不含国家秘密", { exact: false }).check();
  await within.locator('input[type="file"]').setInputFiles(file);
  await within.getByText("已上传").waitFor();
}

scenario("a result is corrected, scored, published, read down to a record and contested", async (stage) => {
  // The lead orders the correction by its document; the result stays in force.
  const chief = await stage.person("ol01");
  await chief.goto("/results?year=2022");
  await act(chief, "凭文号更正", (form) => form.getByLabel("文号", { exact: false }).fill("诸编委〔2023〕21号"));
  await chief.getByText("已办理：凭文号更正。").waitFor();

  // The oversight section scores the year again and records the review; the lead publishes.
  const officer = await stage.person("ov01");
  await officer.goto("/results?year=2022");
  await act(officer, "测算得分");
  await officer.getByText("测算完成，已形成测算稿。").waitFor();
  await act(officer, "评审通过", (form) => form.getByLabel("评审情况说明").fill("经逐项核对，差异仅涉及更正的记录。"));
  await officer.getByText("已办理：评审通过。").waitFor();
  await stage.audit(officer, "a reviewed result");
  await chief.reload();
  await chief.getByRole("button", { name: "公布结果", exact: true }).click();
  await chief.getByText("已办理：公布结果。").waitFor();
  await stage.audit(chief, "a published result");

  // The unit's lead goes from the rank to an indicator and from there to one record.
  const lead = await stage.person("dl.minzheng");
  await lead.goto("/results?year=2022");
  await lead.getByRole("link", { name: /民政局/ }).first().click();
  await lead.waitForURL(/\/results\/run_.*\/org_/);
  const standing = lead.url();
  await stage.audit(lead, "a unit's result");
  await stage.picture(lead, "unit result desktop");
  await lead.getByRole("button", { name: /^A11/ }).first().click();
  await lead.getByRole("link", { name: /^MINZHENG-\d+/ }).first().click();
  await lead.waitForURL(/\/points\/pnt_|\/points\//);
  await lead.getByRole("heading", { level: 1 }).first().waitFor();
  await stage.audit(lead, "the record behind a share");

  // It contests an indicator with evidence.
  await lead.goto(standing);
  await act(lead, "提出申诉", async (form) => {
    await form.getByLabel("有异议的指标").selectOption({ index: 1 });
    await form.getByLabel("申诉理由").fill("问效点已按期完成，报送记录齐全，请予复核。");
    await attach(form, "报送记录.txt", "三月至十二月报送回执");
  });
  await lead.getByText("申诉已提交", { exact: false }).waitFor();

  // Somebody who did not score decides, with the evidence before the eyes; the unit reads it on the phone.
  const judge = await stage.person("ol01");
  await judge.goto("/results?year=2022");
  await judge.getByRole("link", { name: /报送记录/ }).first().waitFor();
  await act(judge, "裁定", (form) => form.getByLabel("裁定意见及理由").fill("报送记录经核实与系统一致，维持原得分。"));
  await judge.getByText("已裁定，并已通知申诉单位。").waitFor();
  const phone = await stage.person("dl.minzheng", { screen: PHONE });
  await phone.goto(standing);
  await phone.getByText("维持原得分", { exact: false }).first().waitFor();
  await stage.audit(phone, "a unit's result on a phone");
  await stage.picture(phone, "unit result phone");
});
