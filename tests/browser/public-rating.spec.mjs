// domain.md §7, quick feedback: somebody at a window rates in two taps, with scripts and without; what comes of a bad
// rating is told under the receipt code; the desk sees the case, the unit handles it.

import assert from "node:assert/strict";

import { BASE_URL, DESKTOP, PHONE, scenario } from "./harness.mjs";

/** The page of a window, as the code printed for it leads there. */
async function ratingPath(stage) {
  const desk = await stage.person("ra01");
  await desk.goto("/rating-windows");
  await desk.getByRole("link", { name: "打印二维码" }).first().waitFor();
  const cards = await desk.getByRole("link", { name: "打印二维码" }).first().getAttribute("href");
  await desk.goto(cards);
  const code = desk.getByRole("link", { name: /打开评价页/ }).first();
  await code.waitFor();
  await stage.audit(desk, "cards to print");
  await stage.picture(desk, "rating cards");
  return code.getAttribute("href");
}

/** Two taps, and the receipt code. */
async function rate(page, path, level) {
  await page.goto(path);
  await page.getByText(level, { exact: true }).click();
  await page.getByRole("button", { name: "提交评价" }).click();
  await page.getByRole("heading", { level: 1, name: /评价已收到/ }).waitFor();
  return (await page.locator("#code").innerText()).replaceAll("-", "");
}

scenario("the page of a window is one small file", async (stage) => {
  const path = await ratingPath(stage);
  const answer = await fetch(BASE_URL + path, { headers: { "accept-encoding": "identity" } });
  const page = await answer.text();
  assert.equal(answer.status, 200);
  assert.ok(Buffer.byteLength(page) <= 8 * 1024, `${Buffer.byteLength(page)} bytes`);
  assert.equal(answer.headers.get("set-cookie"), null);
  for (const fetched of page.matchAll(/(?:src|href)="([^"]*)"/g)) {
    assert.match(fetched[1], /^(?:\/r|tel:)/, "nothing is loaded beside the page");
  }
});

for (const scripts of [true, false]) {
  const mode = scripts ? "with scripts" : "without scripts";
  scenario(`somebody rates ${mode}, adds to it and follows up by code`, async (stage) => {
    const path = await ratingPath(stage);
    const screen = scripts ? PHONE : { ...PHONE, javaScriptEnabled: false };
    const page = await stage.visitor(screen);
    const audit = async (what) => scripts && stage.audit(page, what);
    await page.goto(path);
    await audit("the five faces");
    await stage.picture(page, `rating ${mode}`);
    const code = await rate(page, path, "不满意");
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{10}$/);
    await audit("the receipt");
    assert.equal(await page.getByRole("button", { name: "复制回执码" }).isVisible(), scripts);
    await page.getByText("等候时间", { exact: false }).first().click();
    await page.getByLabel("补充意见", { exact: false }).fill("等了一个多小时才叫到号。");
    await page.getByRole("button", { name: "提交补充" }).click();
    await page.getByText("已收到您的补充，感谢您的监督。").waitFor();

    // The code is typed as people type it, in small letters.
    await page.goto("/r");
    await audit("asking for the code");
    await page.getByLabel("回执码", { exact: false }).fill(code.toLowerCase());
    await page.getByRole("button", { name: "查询" }).click();
    await page.getByText("已转被评价单位", { exact: false }).waitFor();
    await audit("the follow-up");
    await stage.picture(page, `follow-up ${mode}`);
  });
}

scenario("a forged code is refused with the window's telephone", async (stage) => {
  stage.expect(/status of 4\d\d/);
  const path = await ratingPath(stage);
  const page = await stage.visitor();
  await page.goto(`${path.slice(0, -4)}AAAA`);
  await page.getByRole("heading", { level: 1, name: "此二维码已失效" }).waitFor();
  await page.getByRole("link", { name: /\d{5}/ }).waitFor();
  await stage.audit(page, "a forged code");
  await page.goto("/r?code=0000000000");
  await page.getByRole("alert").waitFor();
  await stage.audit(page, "a wrong receipt code");
});
