// Prints an exported page, and tells what is on paper. Argument: its address.
"use strict";

const { browse } = require("./browser.cjs");

const look = () => {
  const address = (source) => {
    const link = source.querySelector("a");
    return link && getComputedStyle(link, "::after").content;
  };
  return {
    addresses: [...document.querySelectorAll(".sources li")]
      .filter((source) => source.checkVisibility())
      .map(address),
    hidden: [".filters input", "footer", "details", ".evidence"].filter((name) =>
      [...document.querySelectorAll(name)].every((one) => !one.checkVisibility()),
    ),
  };
};

browse(async (page) => {
  await page.goto(process.argv[2]);
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate(look);
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  const box = pdf.match(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/);
  return {
    ...seen,
    pages: pdf.match(/\/Type \/Page\b/g).length,
    size: box.slice(1).map((points) => Math.round(Number(points))),
  };
});
