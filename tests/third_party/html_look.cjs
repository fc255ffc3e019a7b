// Opens an exported page, and tells what is seen. Arguments: its address, and a JSON object of
// options for a context of Playwright's.
"use strict";

const { browse } = require("./browser.cjs");

const look = () => ({
  text: document.body.innerText,
  shown: [...document.querySelectorAll("li[id]")]
    .filter((one) => one.checkVisibility())
    .map((one) => one.id),
  filters: document.querySelector("form").checkVisibility(),
  background: getComputedStyle(document.body).backgroundColor,
  width: document.documentElement.scrollWidth,
  ran: window.ran ?? null,
});

browse(async (page) => {
  await page.goto(process.argv[2]);
  return page.evaluate(look);
}, JSON.parse(process.argv[3]));
