// Chromium for the scripts of this folder: a page that reaches nothing but this machine, and that
// keeps a record of what was asked for elsewhere and of what went wrong.
"use strict";

const { chromium } = require("playwright-core");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
];

const isHere = (address) =>
  /^(file|data|blob|about):/.test(address) ||
  ["127.0.0.1", "localhost"].includes(new URL(address).hostname);

// Runs `look(page, record)`, and prints what it gives, with the record, as JSON. `record.elsewhere`
// has addresses that were asked for and not answered, `record.errors` the errors of the console and
// of scripts, `record.warnings` the console's warnings.
async function browse(look, options = {}) {
  // Playwright gives it a profile of its own, new and empty.
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    headless: true,
    args: FLAGS,
  });
  try {
    const record = { elsewhere: [], errors: [], warnings: [] };
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await context.route(
      (address) => !isHere(address.href),
      (route) => {
        record.elsewhere.push(route.request().url());
        return route.fulfill({ status: 200, body: "" });
      },
    );
    page.on("pageerror", (error) => record.errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") record.errors.push(message.text());
      if (message.type() === "warning") record.warnings.push(message.text());
    });
    const seen = await look(page, record);
    console.log(JSON.stringify({ ...record, seen }));
  } finally {
    await browser.close();
  }
}

module.exports = { browse };
