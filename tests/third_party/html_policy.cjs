// Tries what an exported page's policy has to forbid: to load, to run, to style, to send. Argument:
// the page's address. Tells what came of it.
"use strict";

const { browse } = require("./browser.cjs");

const tried = async () => {
  const refused = [];
  document.addEventListener("securitypolicyviolation", (event) =>
    refused.push(event.effectiveDirective),
  );
  document.body.insertAdjacentHTML(
    "beforeend",
    `<img src="https://evil.example/image" onerror="window.ran = 1"><p style="color: red" id="_p">x</p>
     <iframe src="https://evil.example/frame"></iframe>
     <form id="_f" action="https://evil.example/form" method="post"></form>
     <link rel="stylesheet" href="https://evil.example/style">
     <object data="https://evil.example/object"></object><base href="https://evil.example/">`,
  );
  const script = document.createElement("script");
  script.textContent = "window.ran = 2";
  document.body.append(script);
  await fetch("https://evil.example/fetch").catch(() => {});
  _f.submit();
  await new Promise((done) => setTimeout(done, 300));
  return {
    refused: [...new Set(refused)].sort(),
    ran: window.ran ?? null,
    red: getComputedStyle(_p).color === "rgb(255, 0, 0)",
    base: document.baseURI === location.href,
  };
};

browse(async (page) => {
  await page.goto(process.argv[2]);
  return page.evaluate(tried);
});
