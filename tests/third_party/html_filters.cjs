// Sets the filters of an exported page, and tells what is shown then. Arguments: the page's
// address, and a JSON list of filters, each `{name: value}`.
"use strict";

const { browse } = require("./browser.cjs");

const tell = () => {
  const seen = (element) => element.checkVisibility();
  const ids = (selector) => [...document.querySelectorAll(selector)].filter(seen).map((one) => one.id);
  return {
    dated: ids("main section:not(.longer) li[id]"),
    longer: ids("main section.longer li[id]"),
    headings: [...document.querySelectorAll("h2")].filter(seen).map((one) => one.textContent.trim()),
    count: document.querySelector("[role=status]").textContent,
    query: location.search,
  };
};

async function set(page, filters) {
  for (const [name, value] of Object.entries(filters)) {
    const field = page.locator(`[name=${name}]`);
    await (name === "text" ? field.fill(value) : field.selectOption(value));
  }
}

browse(async (page) => {
  await page.goto(process.argv[2]);
  const shown = [];
  for (const filters of JSON.parse(process.argv[3])) {
    await set(page, filters);
    shown.push(await page.evaluate(tell));
    await page.reload();
    shown.at(-1).reloaded = (await page.evaluate(tell)).count;
    const clear = page.getByRole("button", { name: "Clear" });
    if (await clear.isVisible()) await clear.click();
  }
  return [...shown, await page.evaluate(tell)];
});
