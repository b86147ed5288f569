// Every role signs in, sees its own first page and the pages of its menu, and axe finds nothing, on a desk and on a phone.

import assert from "node:assert/strict";

import { DESKTOP, PHONE, scenario } from "./harness.mjs";

/** One login a role, those with few pages first. */
const LOGINS = [
  "sa01", "se01", "au01", "io.jiayue02", "lk06", "ex01", "ra01", "os05", "cl01", "dc.zhujian", "dl.minzheng", "ov01", "ol01",
];

/** Pages that lead to a print view, by the link's address. */
const PRINT = /^\/print\//;

/** What has been audited, by screen: a page and a record of its list once, by the first role that has it. */
const audited = { desktop: new Set(), phone: new Set() };

/** Waits until a page has its content, and none of it is a refusal. */
async function settle(page, what) {
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.locator('[role="status"] .bone').first().waitFor({ state: "detached" });
  assert.equal(await page.getByRole("alert").count(), 0, what);
}

/** The addresses in the menu, a drawer on a phone. */
async function menu(page) {
  const hrefs = await page.locator("a.side-link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  return [...new Set(hrefs)];
}

/** Looks at where the page is now. */
async function look(stage, page, name, what) {
  await settle(page, what);
  await stage.audit(page, `${what} ${name}`);
  await stage.picture(page, `${what} ${name}`);
}

for (const login of LOGINS) {
  for (const [name, screen] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    scenario(`${login} works on a ${name}`, async (stage) => {
      const page = await stage.person(login, { screen });
      await look(stage, page, name, `${login} workbench`);
      for (const path of await menu(page)) {
        if (audited[name].has(path)) continue;
        audited[name].add(path);
        await page.goto(path);
        await look(stage, page, name, `${login} ${path}`);
        const record = page.locator("main a.row-link").first();
        if ((await record.count()) === 0) continue;
        await page.goto(await record.getAttribute("href"));
        await look(stage, page, name, `${login} ${path} record`);
        const prints = await page.locator("main a[href]").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
        for (const print of new Set(prints.filter((href) => PRINT.test(href)))) {
          await page.goto(print);
          await page.locator("article, .paper").first().waitFor();
          await stage.audit(page, `${login} ${path} print ${name}`);
          await stage.picture(page, `${login} ${path} print ${name}`);
        }
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

scenario("the interface speaks English when asked to, on every page of the lead", async (stage) => {
  const page = await stage.person("ol01");
  await page.getByRole("button", { name: /English|EN/ }).first().click();
  await page.getByRole("link", { name: "Problems" }).first().waitFor();
  for (const path of await menu(page)) {
    await page.goto(path);
    await settle(page, path);
    const title = await page.getByRole("heading", { level: 1 }).first().innerText();
    assert.doesNotMatch(title, /\p{Script=Han}/u, path);
    await stage.picture(page, `english ${path}`);
  }
});
