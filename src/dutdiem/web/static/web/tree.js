// Branches of the plan: what htmx has once fetched is only shown and hidden from then on.
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    var turn = event.target.closest && event.target.closest(".turn");
    if (!turn) { return; }
    var branch = document.getElementById(turn.getAttribute("aria-controls"));
    var open = turn.getAttribute("aria-expanded") === "true";
    if (branch.children.length) {
      event.preventDefault();
      event.stopPropagation();
      branch.hidden = open;
    }
    turn.setAttribute("aria-expanded", open ? "false" : "true");
  }, true);
}());
