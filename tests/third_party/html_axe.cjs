// Has axe-core judge an exported page. Arguments: its address, and a JSON object of options for a
// context of Playwright's. Tells which rules are violated and where, and which are kept.
"use strict";

const { readFileSync } = require("node:fs");
const { browse } = require("./browser.cjs");

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const judge = async () => {
  const { violations, passes } = await axe.run();
  return {
    violations: violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map((node) => node.html)]),
    passes: passes.map(({ id }) => id),
  };
};

browse(async (page) => {
  await page.goto(process.argv[2]);
  await page.evaluate(() => (document.querySelector(".event:not([hidden]) details").open = true));
  await page.evaluate(AXE);
  return page.evaluate(judge);
}, JSON.parse(process.argv[3]));
