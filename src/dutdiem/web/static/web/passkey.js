// Passkeys: the browser's own ceremony, then the form is sent. Without this script, or on an insecure address, a note says so.
(function () {
  "use strict";
  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); });
  }
  function text(buffer) {
    var plain = Array.from(new Uint8Array(buffer), function (byte) { return String.fromCharCode(byte); }).join("");
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }
  function listed(all) {
    return (all || []).map(function (one) { return Object.assign({}, one, { id: bytes(one.id) }); });
  }
  function begun(options) {
    var made = Object.assign({}, options.publicKey, { challenge: bytes(options.publicKey.challenge) });
    if (made.user) { made.user = Object.assign({}, made.user, { id: bytes(made.user.id) }); }
    if (made.excludeCredentials) { made.excludeCredentials = listed(made.excludeCredentials); }
    if (made.allowCredentials) { made.allowCredentials = listed(made.allowCredentials); }
    return { publicKey: made };
  }
  function told(credential) {
    var response = {};
    ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].forEach(function (name) {
      if (credential.response[name]) { response[name] = text(credential.response[name]); }
    });
    return { id: credential.id, rawId: text(credential.rawId), type: credential.type, response: response,
      clientExtensionResults: credential.getClientExtensionResults() };
  }
  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    var button = form.querySelector("[data-passkey-button]"), fault = form.querySelector("[data-passkey-fault]");
    if (!window.PublicKeyCredential) { return; }
    form.querySelector("[data-passkey-lacking]").hidden = true;
    button.disabled = false;
    button.addEventListener("click", function () {
      fault.hidden = true;
      navigator.credentials[form.dataset.passkey](begun(JSON.parse(form.dataset.options))).then(function (credential) {
        form.elements.credential.value = JSON.stringify(told(credential));
        form.submit();
      }).catch(function () { fault.hidden = false; });
    });
  });
}());
