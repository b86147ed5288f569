// Every role signs in, sees its own first page and the pages of its menu, and axe finds nothing, on a desk and on a phone.

import assert from "node:assert/strict";

import { DESKTOP, PHONE, scenario } from "./harness.mjs";

/** Login, and the pages the role works on. */
const ROLES = {
  ol01: ["/", "/overview", "/problems", "/sheets", "/ledger", "/registry", "/account"],
  ov01: ["/", "/overview", "/problems", "/sheets", "/ledger", "/registry"],
  "dc.zhujian": ["/", "/problems", "/sheets", "/ledger", "/account"],
  cl01: ["/", "/problems", "/overview"],
  sa01: ["/", "/accounts", "/account"],
  se01: ["/", "/grants", "/accounts"],
  au01: ["/", "/audit"],
};

for (const [login, paths] of Object.entries(ROLES)) {
  for (const [name, screen] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    scenario(`${login} works on a ${name}`, async (stage) => {
      const page = await stage.person(login, { screen });
      for (const path of paths) {
        await page.goto(path);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.locator('[role="status"] .bone').first().waitFor({ state: "detached" });
        assert.equal(await page.getByRole("alert").count(), 0, `${login} on ${path}`);
        await stage.audit(page, `${login} ${path} ${name}`);
        await stage.picture(page, `${login} ${path} ${name}`);
      }
    });
  }
}

scenario("a page of somebody else's is forbidden and says who may", async (stage) => {
  const page = await stage.person("sa01");
  await page.goto("/problems");
  await page.getByText("编办负责人").first().waitFor();
  await stage.audit(page, "forbidden");
});

scenario("an unknown filter in the URL is named, not obeyed", async (stage) => {
  const page = await stage.person("ov01");
  await page.goto("/problems?sort=NONSENSE&states=RECTIFYING");
  await page.getByText("NONSENSE").first().waitFor();
  await page.getByRole("row").nth(2).waitFor();
  assert.equal(await page.getByRole("row").count(), 3, "two problems are being rectified, and the head");
});

scenario("the interface speaks English when asked to", async (stage) => {
  const page = await stage.person("ov01");
  await page.goto("/problems");
  await page.getByRole("button", { name: /English|EN/ }).first().click();
  await page.getByRole("heading", { level: 1, name: "Problems" }).waitFor();
});
