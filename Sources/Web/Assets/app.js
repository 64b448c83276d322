// Every page works without these modules; they make it quicker and live.
import "./acts.js";
import "./bell.js";
import "./canned.js";
import "./calls.js";
import "./chat.js";
import "./chats.js";
import "./clocks.js";
import "./draft.js";
import "./files.js";
import "./held.js";
import "./kept.js";
import "./keys.js";
import "./live.js";
import "./mentions.js";
import "./palette.js";
import "./passkeys.js";
import "./presence.js";
import "./preview.js";
import "./sending.js";
import "./sheet.js";
import "./suggest.js";
import "./ticks.js";
import "./wallboard.js";

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent) {
        event.preventDefault();
        return;
    }
    if (form.method === "post") {
        form.dataset.sent = "1";
        for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
    }
});

// What "More" opened closes again by a press elsewhere or by Escape.
const more = document.querySelector(".top .more");
document.addEventListener("click", (event) => {
    if (more?.open && !more.contains(event.target)) more.open = false;
});
more?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    more.open = false;
    more.querySelector("summary").focus();
});

// Coming back by the browser's history, forms may be sent again.
addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
        delete form.dataset.sent;
        for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
});

// An act named in the address stands open.
function openNamed() {
    const named = location.hash.startsWith("#act-") && document.getElementById(location.hash.slice(1));
    if (named) named.open = true;
}
addEventListener("hashchange", openNamed);
openNamed();
