// Ties a form with data-passkey="add|authenticate" to the sign-in library's passkey functions.
// The library's own two scripts must be loaded before this module.
const forms = { add: "addForm", authenticate: "authenticateForm" };

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const what = form.dataset.passkey;
  const ids = { data: "js_data", credential: form.dataset.credential, passwordless: form.dataset.passwordless };
  ids[what] = form.dataset.button;
  window.allauth.webauthn.forms[forms[what]]({ ids });
}

// The device refused, or the person closed its window: say so instead of falling silent.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const said = document.querySelector("[data-passkey-failed]");
  if (said) {
    said.hidden = false;
    said.focus();
  }
});
