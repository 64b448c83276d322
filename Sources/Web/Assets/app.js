// Every page works without these modules; they make it quicker and live.
import "./acts.js";
import "./bell.js";
import "./canned.js";
import "./calls.js";
import "./chat.js";
import "./chats.js";
import "./clocks.js";
import "./draft.js";
import "./enter.js";
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
import "./taking.js";
import "./ticks.js";
import "./twice.js";
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

// Where one writes on, with the cursor behind what is there.
function goOn(field) {
    field.focus({ preventScroll: true });
    field.setSelectionRange(field.value.length, field.value.length);
    field.form.scrollIntoView({ block: "nearest" });
    field.scrollIntoView({ block: "nearest" });
    // Opened anew, the page is at its beginning.
    history.replaceState(history.state, "", location.pathname + location.search);
}

// An act named in the address stands open; in one that was taken back, as in a reply, one writes on.
function openNamed() {
    const named = document.getElementById(location.hash.slice(1));
    if (named?.matches("details.act")) named.open = true;
    const isBack = named?.id === "reply-text" || (named?.matches("details.act") && named.querySelector("[name=returned]"));
    const field = isBack && (named.matches("textarea") ? named : named.querySelector("textarea"));
    if (field) goOn(field);
}
addEventListener("hashchange", openNamed);
openNamed();
