// Works an exported page by keys alone, and follows a link to an event that a filter hides.
// Arguments: the page's address, the id of an event, and a text that this event does not have.
"use strict";

const { browse } = require("./browser.cjs");

const [address, id, other] = process.argv.slice(2);

const tell = () => ({
  focus: document.activeElement.name || document.activeElement.closest("li[id]")?.id || "",
  text: document.querySelector("[name=text]").value,
  count: document.querySelector("[role=status]").textContent,
  // Where the event with the focus begins, and where that which stays on top ends.
  top: document.activeElement.closest("li[id]")?.getBoundingClientRect().top,
  bar: document.querySelector("form").getBoundingClientRect().bottom,
});

browse(async (page) => {
  await page.goto(address);
  const seen = {};
  const press = async (name, ...keys) => {
    for (const key of keys) await page.keyboard.press(key);
    seen[name] = await page.evaluate(tell);
  };
  await press("search", "/", "j", "/");
  await press("clear", "Escape");
  await page.evaluate(() => document.activeElement.blur());
  await press("first", "j");
  await press("third", "j", "n");
  await press("second", "k");
  await press("beforeFirst", "p", "p");
  await press("withControl", "Control+j");
  await page.locator("input[type=checkbox]").uncheck();
  await page.evaluate(() => document.activeElement.blur());
  await press("off", "j", "/");
  await page.locator("input[type=checkbox]").check();
  await page.locator("[name=text]").fill(other);
  await press("hidden");
  await page.evaluate((target) => (location.hash = target), id);
  await page.waitForFunction(() => !document.querySelector(":target").hidden);
  seen.followed = await page.evaluate(() => ({
    target: document.querySelector(":target").id,
    count: document.querySelector("[role=status]").textContent,
    top: document.querySelector(":target").getBoundingClientRect().top,
    bar: document.querySelector("form").getBoundingClientRect().bottom,
    height: innerHeight,
  }));
  return seen;
});
