"use strict";
{
  const form = document.querySelector(".filters");
  const fields = form.elements;
  const events = [...document.querySelectorAll(".event")];
  const homes = events.map((event) => event.parentElement);
  const sections = [...document.querySelectorAll("main section:not(.sources)")];
  const cited = [...document.querySelectorAll(".sources li")];
  const longer = document.querySelector(".longer ol");
  const keys = document.querySelector(".keys");
  const names = ["text", "actor", "day", "kind", "certainty"];

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // The numbers of an event's sources, which the list of sources on paper has.
  const citations = new Map(
    events.map((event) => {
      const numbers = event.querySelector(".refs")?.dataset.numbers.split(", ") ?? [];
      return [event, numbers.map(Number)];
    }),
  );

  const texts = new Map();
  const textOf = (event) => {
    if (!texts.has(event)) texts.set(event, fold(event.textContent));
    return texts.get(event);
  };

  // Days as numbers in their order: years before 1 have a sign.
  const placeOf = (day) => {
    const [date, month, year] = day.split("-").reverse();
    return (day[0] === "-" ? -year : +year) * 372 + month * 31 + +date;
  };

  const allows = ({ first, last }, day) =>
    (!first || placeOf(first) <= placeOf(day)) && (!last || placeOf(day) <= placeOf(last));

  const wanted = () => Object.fromEntries(names.map((name) => [name, fields[name].value]));

  const keeps = (event, { actor, day, kind, certainty }, words) =>
    (!actor || event.dataset.actor.split(" ").includes(actor)) &&
    (!day || allows(event.dataset, day)) &&
    (!kind || event.dataset.kind === kind) &&
    (!certainty || event.dataset.certainty === certainty) &&
    words.every((word) => textOf(event).includes(word));

  // Events dated less precisely than to the day asked for stand last, as on the terminal.
  const place = (day) => {
    if (longer.firstElementChild) events.forEach((event, n) => homes[n].append(event));
    if (day) longer.append(...events.filter((event) => event.dataset.coarse));
  };

  const remember = (filters) => {
    const given = new URLSearchParams(Object.entries(filters).filter(([, value]) => value));
    const query = given.size ? `?${given}` : location.pathname;
    try {
      history.replaceState(null, "", query + location.hash);
    } catch {
      // A page that is shown inside another may not have an address to change.
    }
  };

  const show = () => {
    const filters = wanted();
    const words = fold(filters.text).split(/\s+/u).filter(Boolean);
    place(filters.day);
    for (const event of events) event.hidden = !keeps(event, filters, words);
    for (const section of sections)
      section.hidden = !section.querySelector(".event:not([hidden])");
    const numbers = new Set(
      events.filter((event) => !event.hidden).flatMap((event) => citations.get(event)),
    );
    for (const source of cited) source.hidden = !numbers.has(source.value);
    const shown = events.filter((event) => !event.hidden).length;
    const all = `${events.length} ${events.length === 1 ? "event" : "events"}`;
    form.querySelector(".count").textContent = shown < events.length ? `${shown} of ${all}` : all;
    form.classList.toggle("active", names.some((name) => filters[name]));
  };

  const change = () => {
    show();
    remember(wanted());
  };

  const clear = () => {
    form.reset();
    change();
  };

  // A link to an event that the filters hide shows it.
  const follow = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.hidden) return;
    clear();
    target.scrollIntoView();
  };

  const step = (by) => {
    const shown = events.filter((event) => !event.hidden);
    const margin = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const here = shown.indexOf(document.activeElement?.closest(".event"));
    const below = shown.findIndex((event) => event.getBoundingClientRect().top > margin - 1);
    const start = here >= 0 ? here + by : by > 0 ? below : below - 1;
    const event = shown[start];
    if (!event) return;
    event.querySelector("h3 a").focus({ preventScroll: true });
    event.scrollIntoView();
  };

  const actions = {
    "/": () => fields.text.focus(),
    j: () => step(1),
    n: () => step(1),
    k: () => step(-1),
    p: () => step(-1),
  };

  const press = (stroke) => {
    if (stroke.ctrlKey || stroke.altKey || stroke.metaKey || stroke.isComposing) return;
    if (stroke.key === "Escape" && !stroke.target.closest("select")) clear();
    if (!keys.checked || stroke.target.closest("input:not(.keys), select")) return;
    const action = actions[stroke.key];
    if (!action) return;
    stroke.preventDefault();
    action();
  };

  const more = form.querySelector(".more");
  const toggle = () => {
    more.ariaExpanded = String(form.classList.toggle("open"));
  };

  for (const [name, value] of new URLSearchParams(location.search)) {
    if (!names.includes(name)) continue;
    fields[name].value = value;
    if (fields[name].selectedIndex < 0) fields[name].value = "";
  }
  form.addEventListener("input", change);
  form.addEventListener("submit", (submit) => submit.preventDefault());
  form.querySelector(".clear").addEventListener("click", clear);
  more.addEventListener("click", toggle);
  document.addEventListener("keydown", press);
  window.addEventListener("hashchange", follow);
  form.hidden = false;
  document.querySelector("footer").hidden = false;
  show();
  follow();
}
