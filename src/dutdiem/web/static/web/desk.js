// Proposals by keyboard, while the focus is in their list. The keys press the buttons and links that are there without this script.
(function () {
  "use strict";
  var list = document.querySelector(".proposals"), keys = document.querySelector("[data-keys]"), bulk = document.getElementById("bulk");
  if (!list || !bulk) { return; }
  keys.hidden = false;
  function here() { return document.activeElement.closest(".proposal"); }
  function go(item) {
    if (!item) { return; }
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "nearest" });
    var show = item.querySelector("[data-show]");
    if (show && document.getElementById(show.dataset.show) && window.matchMedia("(min-width: 1000px)").matches) { show.click(); item.focus({ preventScroll: true }); }
  }
  function press(item, selector) {
    var found = item && item.querySelector(selector);
    if (found) { found.click(); }
    return Boolean(found);
  }
  var acts = {
    j: function (item) { go(item ? item.nextElementSibling : list.firstElementChild); },
    k: function (item) { go(item ? item.previousElementSibling : list.lastElementChild); },
    x: function (item) { press(item, "[name=chosen]"); item.focus(); },
    n: function (item) { press(item, "button[value=accept]"); },
    b: function (item) { press(item, "button[value=reject]"); },
    s: function (item) { press(item, "[data-edit]"); },
    g: function () { bulk.querySelector("button[value=merge]").click(); }
  };
  list.addEventListener("keydown", function (event) {
    var act = acts[event.key.toLowerCase()];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || event.target.matches("input:not([type=checkbox]), textarea, select")) { return; }
    event.preventDefault();
    act(here());
  });
  // What was decided is shown in its place; the focus goes on to the next that waits.
  document.addEventListener("htmx:afterSwap", function (event) {
    var item = document.getElementById(event.detail.target.id);
    if (!item || !item.closest(".proposals")) { return; }
    var next = item.nextElementSibling;
    while (next && !next.classList.contains("is-open")) { next = next.nextElementSibling; }
    go(next || item);
  });
}());
