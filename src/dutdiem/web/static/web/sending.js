// A slow line: what has been sent says so, and is not sent again by a second press. Without this script forms are sent as ever.
(function () {
  "use strict";
  var words = document.body.dataset.sending;
  function say(form, button) {
    var says = document.createElement("p");
    says.className = "sending";
    says.setAttribute("role", "status");
    (button && button.closest(".form-acts, .pick, .acts") || button || form).after(says);
    says.textContent = words;
    if (button) { button.classList.add("disabled"); button.setAttribute("aria-disabled", "true"); }
  }
  function forget() {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
    document.querySelectorAll(".sending").forEach(function (says) { says.remove(); });
    document.querySelectorAll("button[aria-disabled]").forEach(function (button) { button.classList.remove("disabled"); button.removeAttribute("aria-disabled"); });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") { return; }
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(function () { if (form.dataset.sent) { say(form, event.submitter); } }, 400);
  });
  // Whoever comes back to the page, or stops the sending, may send again.
  window.addEventListener("pageshow", function (event) { if (event.persisted) { forget(); } });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") { forget(); } });
}());
