// An act shows what it does at once. When the desk refuses it, or can't be reached, what was shown is taken back, and
// the form and the line that stood for it say so, with all that was typed. Without this module the form is sent and the
// page comes back.

import { ask, deliver } from "./asking.js";
import { expectOwn } from "./merge.js";
import { pinned } from "./page.js";
import { Pending, newKey } from "./pending.js";

const ticket = document.querySelector("[data-ticket]");
// The line that stands for what a form has sent.
const lines = new WeakMap();
const levels = ["low", "normal", "high", "critical"];

function chosen(form, name) {
    const field = form.elements[name];
    return field?.selectedOptions?.[0]?.textContent.trim() ?? field?.value.trim() ?? "";
}

function wordsOf(form, name) {
    return form.elements[name]?.value.trim() ?? "";
}

// Something of the page as it is about to be; gives how to take it back.
function change(id, body) {
    const part = document.getElementById(id);
    if (!part) return () => {};
    const before = part.cloneNode(true);
    body(part);
    part.setAttribute("aria-busy", "true");
    return () => document.getElementById(id)?.replaceWith(before);
}

function holds(form) {
    const who = form.elements.person?.value ? chosen(form, "person") : "Unassigned";
    return change("holder", (part) => {
        part.textContent = who;
        part.classList.toggle("nobody", !form.elements.person?.value);
    });
}

function weighs(form) {
    const level = levels.indexOf(form.elements.severity.value) + 1;
    return change("severity-now", (part) => {
        const mark = part.querySelector(".severity");
        if (!mark || !level) return;
        mark.dataset.level = level;
        mark.querySelector("use").setAttribute("href", `#strokes-${level}`);
        mark.lastChild.textContent = chosen(form, "severity");
    });
}

const typed = (form) => new URLSearchParams(new FormData(form)).toString();

// The page shows what nobody knew whether it had arrived: nothing is to be sent again.
function tidy(form, sent) {
    delete form.dataset.once;
    form.querySelector("[data-refusal]")?.remove();
    if (typed(form) !== sent) return;
    form.reset();
    form.closest("details.act").open = false;
}

// A line of the timeline that is not yet one: a fact, or the message itself.
function line(form, words, kind = "fact") {
    lines.get(form)?.gone();
    const pending = new Pending({ kind, words }, () => form.dataset.sent || tidy(form, pending.typed));
    pending.typed = typed(form);
    lines.set(form, pending);
    pending.sending((form.dataset.once ??= newKey()));
    return () => {};
}

// By act: what is shown before the desk has answered.
const shows = {
    "act-assign": (form) => [
        holds(form),
        line(form, form.elements.person?.value ? `Given to ${chosen(form, "person")}` : "Given to nobody yet"),
    ],
    "act-severity": (form) => [weighs(form), line(form, `Severity set to ${chosen(form, "severity")}`)],
    "act-escalate": (form) => [line(form, `Escalated to ${chosen(form, "tier")}: ${wordsOf(form, "reason")}`)],
    "act-acknowledge": (form) => [line(form, wordsOf(form, "text"), "reply")],
    "act-resolve": (form) => [line(form, wordsOf(form, "text"), "reply")],
};

function showTicked(form) {
    const lines = [...document.querySelectorAll(".went-well li")].map((each) => {
        const state = document.createElement("span");
        state.className = "detail pending";
        state.textContent = ` ${form.querySelector("button[type=submit]").textContent.trim()}: being done`;
        each.append(state);
        return state;
    });
    return lines.map((each) => () => each.remove());
}

function refusal(what, remedy) {
    const box = document.createElement("div");
    box.className = "refusal";
    box.setAttribute("role", "alert");
    box.dataset.refusal = "";
    const strong = document.createElement("strong");
    strong.textContent = what;
    const lines = [document.createElement("p"), document.createElement("p")];
    lines[0].append(strong);
    lines[1].textContent = remedy;
    box.append(...lines);
    return box;
}

function mayBeSentAgain(form) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

// Where the page has drawn the act anew meanwhile, the one with what was typed takes its place again.
function reopen(act) {
    const other = document.getElementById(act.id);
    if (!other) document.getElementById("acts")?.append(act);
    else if (other !== act) other.replaceWith(act);
    act.open = true;
}

// The form stands open again, with what was typed, and says why. `what` is short, for the line in the thread.
function fail(act, form, box, what) {
    pinned(() => {
        mayBeSentAgain(form);
        delete act.dataset.busy;
        form.querySelector("[data-refusal]")?.remove();
        form.prepend(box);
        reopen(act);
        const button = form.querySelector("button[type=submit]");
        lines.get(form)?.failed(what, [
            ["Try again", () => form.requestSubmit(button)],
            ["Discard", () => pinned(() => lines.get(form).gone())],
        ]);
        button.focus({ preventScroll: true });
    });
    box.scrollIntoView({ block: "nearest" });
}

// The desk's own words for why not: its page has the same form, with the refusal in it, and knows what is new.
function refused(act, form, { page, refused: what }) {
    // What is sent next is another try.
    form.dataset.once = newKey();
    lines.get(form)?.rename(form.dataset.once);
    if (lines.has(form)) lines.get(form).isChanged = false;
    const seen = page.querySelector(`#${act.id} [name=seen]`)?.value;
    if (seen && form.elements.seen) form.elements.seen.value = seen;
    const box = page.querySelector(`#${act.id} [data-refusal]`) ?? page.querySelector("[data-refusal]");
    const own = box && document.importNode(box, true);
    fail(act, form, own ?? refusal(what, "Nothing was changed. Open the ticket again to see how it stands."), what);
}

function lost(act, form, { lost: what, isSignedOut }) {
    const remedy = isSignedOut
        ? "What you typed is still here. It was not done."
        : "Nothing is shown as done, and what you typed is still here. Sent again, it is done once.";
    fail(act, form, refusal(what, remedy), what);
}

function taken(act, form, { url, page }) {
    if (!ticket) {
        const main = document.getElementById("main");
        main.replaceWith(document.importNode(page.getElementById("main"), true));
        document.getElementById("main").focus();
        return;
    }
    if (url && url.pathname !== location.pathname) return location.assign(url);
    form.reset();
    mayBeSentAgain(form);
    delete form.dataset.once;
    delete act.dataset.busy;
    lines.get(form)?.sent();
    lines.delete(form);
    expectOwn();
    ticket.dispatchEvent(new Event("duly:stale", { bubbles: true }));
}

async function hope(act, form, show) {
    const before = lines.get(form);
    const isAgain = before?.isGone === false;
    // Once changed it stays so: what may have arrived first were other words.
    const isChanged = isAgain && (before.isChanged || before.typed !== typed(form));
    form.dataset.sent = "1";
    act.dataset.busy = "1";
    let undo;
    pinned(() => {
        undo = show(form);
        if (lines.has(form)) lines.get(form).isChanged = isChanged;
        form.querySelector("[data-refusal]")?.remove();
        act.open = false;
    });
    document.getElementById("main").focus({ preventScroll: true });
    const body = new URLSearchParams(new FormData(form));
    const outcome = ticket
        ? await deliver(form.dataset.once, form.action, body, { isAgain, isChanged }) : await ask(form.action, body);
    // The page may have shown it before an answer was lost.
    if (outcome.done || (outcome.lost && !isChanged && lines.get(form)?.isGone)) return taken(act, form, outcome);
    undo.forEach((each) => each());
    if (outcome.refused) refused(act, form, outcome);
    else lost(act, form, outcome);
}

// Before the listener that lets a form be sent once: what is sent from here never leaves the page.
document.addEventListener("submit", (event) => {
    const form = event.target;
    const act = form.closest("details.act");
    // A button with an address of its own asks for something else than the act.
    if (!act || form.dataset.sent || form.enctype === "multipart/form-data") return;
    if (event.submitter?.hasAttribute("formaction")) return;
    const isQueue = !ticket && new URL(form.action).pathname === "/queue/acts";
    const show = ticket ? Object.hasOwn(shows, act.id) && shows[act.id] : isQueue && showTicked;
    if (!show) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    hope(act, form, show);
});
