// The least that must work: the application starts and shows the sign-in page, on a desk and on a phone.

import assert from "node:assert/strict";

import { DESKTOP, PHONE, scenario } from "./harness.mjs";

for (const [name, screen] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
  scenario(`the sign-in page opens on a ${name}`, async (stage) => {
    const page = await stage.visitor(screen);
    const answer = await page.goto("/");
    assert.equal(answer.status(), 200);
    await page.getByRole("textbox", { name: /^账号/ }).waitFor();
    await page.getByLabel(/^密码/).waitFor();
    await page.getByRole("button", { name: "登录", exact: true }).waitFor();
    assert.equal(await page.locator("html").getAttribute("data-boot"), "ready");
    assert.notEqual(await page.title(), "");
    await stage.audit(page);
    await stage.picture(page, `sign-in ${name}`);
  });
}

scenario("a wrong password is refused and what was typed stays", async (stage) => {
  // A refusal may be a 4xx answer, which Chromium reports as an error.
  stage.expect(/status of 4\d\d/);
  const page = await stage.visitor();
  await page.goto("/");
  await page.getByRole("textbox", { name: /^账号/ }).fill("nobody");
  await page.getByLabel(/^密码/).fill("not-the-password");
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await page.getByRole("alert").first().waitFor();
  assert.equal(await page.getByRole("textbox", { name: /^账号/ }).inputValue(), "nobody");
  await stage.audit(page);
});
