// An act shows what it does at once, where that is known; else its form stays until the desk has answered. When the desk
// refuses it, or can't be reached, what was shown is taken back, and the form and the line that stood for it say so, with
// all that was typed. Without this module the form is sent and the page comes back.

import { ask, deliver } from "./asking.js";
import { leave, tell, tellDone } from "./done.js";
import { expectOwn, merge } from "./merge.js";
import { ownAddress, pinned, say } from "./page.js";
import { Pending, newKey } from "./pending.js";
import { clearProblems, showProblems } from "./problems.js";

const ticket = document.querySelector("[data-ticket]");
// The line that stands for what a form has sent.
const lines = new WeakMap();
// What a form without a line has sent, and nobody knows whether it arrived.
const tries = new WeakMap();
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

// Another file of the same name is another file.
const told = (value) => (value instanceof File ? `${value.name}/${value.size}/${value.lastModified}` : value);
const typed = (form) =>
    new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, told(value)])).toString();
const titleOf = (act) => act.querySelector("summary > span")?.textContent.trim() ?? "";

// The page shows what nobody knew whether it had arrived: nothing is to be sent again.
function tidy(form, sent) {
    delete form.dataset.once;
    clearProblems(form);
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

// The form stands open again, with what was typed, and says why, with the focus at what is wrong. `what` is short, for
// the line in the thread; `other` the form on the desk's page.
function fail(act, form, box, what, other) {
    let wrong;
    pinned(() => {
        mayBeSentAgain(form);
        delete act.dataset.busy;
        clearProblems(form);
        form.prepend(box);
        reopen(act);
        wrong = showProblems(form, other);
        const button = form.querySelector("button[type=submit]");
        lines.get(form)?.failed(what, [
            ["Try again", () => form.requestSubmit(button)],
            ["Discard", () => pinned(() => lines.get(form).gone())],
        ]);
        (wrong ?? button).focus({ preventScroll: true });
    });
    // What is wrong first, then why: both are seen where they fit.
    wrong?.scrollIntoView({ block: "nearest" });
    box.scrollIntoView({ block: "nearest" });
}

// The desk's own words for why not: its page has the same form, with the refusal in it, and knows what is new.
function refused(act, form, { page, refused: what }) {
    // What is sent next is another try.
    form.dataset.once = newKey();
    tries.delete(form);
    lines.get(form)?.rename(form.dataset.once);
    if (lines.has(form)) lines.get(form).isChanged = false;
    const seen = page.querySelector(`#${act.id} [name=seen]`)?.value;
    if (seen && form.elements.seen) form.elements.seen.value = seen;
    const box = page.querySelector(`#${act.id} [data-refusal]`) ?? page.querySelector("[data-refusal]");
    const own = box && document.importNode(box, true);
    fail(act, form, own ?? refusal(what, "Nothing was changed. Open the ticket again to see how it stands."), what,
        page.querySelector(`#${act.id} form`));
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
    if (url && url.pathname !== ownAddress()) return leave(url);
    const isShown = lines.has(form);
    form.reset();
    mayBeSentAgain(form);
    delete form.dataset.once;
    delete act.dataset.busy;
    lines.get(form)?.sent();
    lines.delete(form);
    tries.delete(form);
    expectOwn();
    if (!isShown && page) return isAnother(page) ? leave(url, titleOf(act)) : arrange(act, page);
    say(`Done: ${titleOf(act)}.`);
    ticket.dispatchEvent(new Event("duly:stale", { bubbles: true }));
}

// What ends or begins the conversation changes more of the page than its parts.
function isAnother(page) {
    return ["reply", "chat-presence"].some((id) => !page.getElementById(id) !== !document.getElementById(id));
}

// The page as it is after the act, with a word of it where the act was, and the focus there.
function arrange(act, page) {
    const all = () => [...document.querySelectorAll("#acts > .act")];
    const [id, title, place] = [act.id, titleOf(act), Math.max(0, all().indexOf(act))];
    const hadFocus = act.contains(document.activeElement) || document.activeElement === document.body;
    if (hadFocus) document.getElementById("main").focus({ preventScroll: true });
    act.open = false;
    merge(page);
    const there = document.getElementById(id) ?? all()[Math.min(place, all().length - 1)];
    const next = there?.querySelector("summary");
    tell(title, there ?? document.getElementById("acts"));
    if (!hadFocus) return;
    (next ?? document.getElementById("main")).focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
}

// What it shows: a list of ways to take that back; none where its form stays until the answer is there.
function begin(act, form, show, isChanged) {
    let undo = [];
    pinned(() => {
        undo = show?.(form) ?? [];
        if (lines.has(form)) lines.get(form).isChanged = isChanged;
        clearProblems(form);
        if (show) act.open = false;
    });
    if (show) {
        document.getElementById("main").focus({ preventScroll: true });
        return undo;
    }
    tries.set(form, { typed: typed(form), isChanged, isGone: false });
    form.dataset.once ??= newKey();
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
    return undo;
}

async function hope(act, form, show) {
    const before = lines.get(form) ?? tries.get(form);
    const isAgain = before?.isGone === false;
    // Once changed it stays so: what may have arrived first were other words.
    const isChanged = isAgain && (before.isChanged || before.typed !== typed(form));
    form.dataset.sent = "1";
    act.dataset.busy = "1";
    const undo = begin(act, form, show, isChanged);
    const fields = new FormData(form);
    const body = form.enctype === "multipart/form-data" ? fields : new URLSearchParams(fields);
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
    if (!act || form.dataset.sent) return;
    if (event.submitter?.hasAttribute("formaction")) return;
    const { pathname } = new URL(form.action);
    const show = ticket ? Object.hasOwn(shows, act.id) && shows[act.id] : showTicked;
    // The portal's own forms keep what is written in another way.
    const isOwn = pathname.startsWith(`${ownAddress()}/`) && pathname.startsWith("/tickets/");
    if (ticket ? !isOwn : pathname !== "/queue/acts") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    hope(act, form, show || null);
});
tellDone();
