// The browser tests' only foundation: people, screens, audits, and evidence when something fails.
//
// A spec file is a list of `scenario(name, async (stage) => { … })`. See README.md beside this file.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import axe from "axe-core";
import { chromium } from "playwright-core";

/** Address of the running product. */
export const BASE_URL = process.env.REMIT_URL ?? "http://127.0.0.1:8080";

/** Password of every account of the demo city. */
export const PASSWORD = process.env.REMIT_DEMO_PASSWORD ?? "Weihe#Zhi-2333";

/** A desk in an office. */
export const DESKTOP = { viewport: { width: 1440, height: 900 } };

/** A phone in a hand. */
export const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

const SCREENSHOTS = fileURLToPath(new URL("../../target/browser/", import.meta.url));

/** Longest wait for one thing on the page; the server under test is an unoptimised one. */
const PATIENCE = 15_000;

/** Chromium keeps to itself: no sandbox (the build server runs as root), no calls home. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-dev-shm-usage",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** WCAG 2.2, levels A and AA. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

let launched;

/** One Chromium a spec file, started when the first scenario needs it. */
function browser() {
  launched ??= chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  return launched;
}

after(async () => (await launched)?.close());

/** A test with a stage of its own. Whatever the browser complained about fails it. */
export function scenario(name, body) {
  test(name, { timeout: 180_000 }, async () => {
    const stage = new Stage(name);
    try {
      await body(stage);
      stage.assertQuiet();
    } catch (error) {
      await stage.keepEvidence();
      throw error;
    } finally {
      await stage.close();
    }
  });
}

/** The people of one scenario, each in a browser context of their own. */
class Stage {
  #name;
  #pages = [];
  #contexts = [];
  #complaints = [];
  #expected = [];

  constructor(name) {
    this.#name = name;
  }

  /** Somebody who has not signed in: a blank page in a fresh context. */
  async visitor(screen = DESKTOP) {
    const settings = { baseURL: BASE_URL, locale: "zh-CN", timezoneId: "Asia/Shanghai", reducedMotion: "reduce" };
    const context = await (await browser()).newContext({ ...settings, ...screen });
    context.setDefaultTimeout(PATIENCE);
    this.#contexts.push(context);
    context.on("page", (page) => this.#listen(page));
    return context.newPage();
  }

  /** Somebody who has signed in through the sign-in page and stands on the first page after it. */
  async person(login, { screen = DESKTOP, password = PASSWORD } = {}) {
    const page = await this.visitor(screen);
    await page.goto("/");
    await page.getByRole("textbox", { name: /^账号/ }).fill(login);
    await page.getByLabel(/^密码/).fill(password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await page.getByLabel(/^密码/).waitFor({ state: "detached" });
    return page;
  }

  /** Allows complaints that match, where a scenario provokes a refusal on purpose. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** Accessibility: axe finds nothing, and nothing sticks out sideways. */
  async audit(page, what = new URL(page.url()).pathname) {
    await page.evaluate(axe.source);
    const options = { runOnly: { type: "tag", values: RULES }, resultTypes: ["violations"] };
    const { violations } = await page.evaluate((chosen) => globalThis.axe.run(document, chosen), options);
    const found = violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html, failureSummary }) => `${id}: ${help}\n  at ${target}\n  ${html}\n  ${failureSummary}`),
    );
    assert.equal(found.length, 0, `axe on ${what}:\n${found.join("\n")}`);
    const over = await page.evaluate(() => {
      const root = document.documentElement;
      return root.scrollWidth - root.clientWidth;
    });
    assert.ok(over <= 0, `${what} is ${over}px wider than the screen`);
  }

  /** A picture under target/browser, for a person to look at. */
  async picture(page, name) {
    await mkdir(SCREENSHOTS, { recursive: true });
    await page.screenshot({ path: `${SCREENSHOTS}${fileName(name)}.png` });
  }

  /** Fails when a browser wrote an error to its console, threw, or could not load something. */
  assertQuiet() {
    const loud = this.#complaints.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
    assert.equal(loud.length, 0, `the browser complained:\n${loud.join("\n")}`);
  }

  /** Pictures of all pages, and what the browser said, when the scenario has failed. */
  async keepEvidence() {
    const open = this.#pages.filter((page) => !page.isClosed());
    for (const [index, page] of open.entries()) {
      // A page that no longer answers must not hide why the scenario failed.
      await this.picture(page, `failed ${this.#name} ${index + 1}`).catch((error) => console.error(`${error}`));
    }
    for (const text of this.#complaints) {
      console.error(`browser: ${text}`);
    }
  }

  async close() {
    await Promise.all(this.#contexts.map((context) => context.close()));
  }

  #listen(page) {
    this.#pages.push(page);
    const complain = (text) => this.#complaints.push(text);
    page.on("console", (message) => {
      if (message.type() === "error") {
        complain(`console: ${message.text()} (${message.location().url})`);
      }
    });
    page.on("pageerror", (error) => complain(`page error: ${error.message}`));
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "unknown";
      // Leaving a page abandons what it was still loading; that is no failure.
      if (reason !== "net::ERR_ABORTED") {
        complain(`request: ${request.method()} ${request.url()} ${reason}`);
      }
    });
  }
}

/** A name that every file system takes. */
function fileName(name) {
  return name.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();
}
