// Loads a page with a timeline drawn by TimelineJS, and tells what it made of the document: each
// slide by its id, with its dates, and as it is shown. Argument: the page's address.
"use strict";

const { browse } = require("./browser.cjs");

const tell = () => {
  const elements = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element, selector) => element.querySelector(selector)?.textContent ?? "";
  return {
    message: timeline.config.getErrors("; "),
    title: document.querySelector(".tl-slide-titleslide")?.id,
    events: timeline.config.events.map((event) => ({
      id: event.unique_id,
      start: event.start_date.getTime(),
      end: event.end_date ? event.end_date.getTime() : null,
      group: event.group ?? null,
    })),
    slides: elements(".tl-slide:not(.tl-slide-titleslide)").map((slide) => ({
      id: slide.id,
      headline: shown(slide, ".tl-headline"),
      date: shown(slide, ".tl-headline-date"),
      text: shown(slide, ".tl-text-content"),
      tags: [...slide.querySelectorAll(".tl-text *")].map((element) => element.localName),
      links: [...slide.querySelectorAll(".tl-text a")].map((link) => link.getAttribute("href")),
    })),
    markers: elements(".tl-timemarker").map((marker) => ({
      id: marker.id,
      headline: shown(marker, ".tl-headline"),
    })),
    groups: elements(".tl-timegroup-message").map((group) => group.textContent),
    foreign: elements("iframe, img, object, embed, form, input, video, audio").length,
    ran: window.ran ?? null,
  };
};

browse(
  async (page) => {
    await page.goto(process.argv[2]);
    await page.waitForFunction(() => window.timeline?.ready, null, { timeout: 60_000 });
    return page.evaluate(tell);
  },
  { timezoneId: "Asia/Tokyo" }, // whoever looks may be anywhere
);
