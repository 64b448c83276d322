// What is written in a form is kept in this browser until the desk says that it has it. A send that fails leaves the page
// as it is and says so; sent again under its key it is done once. Without this module the form is sent as any other.

import { ask } from "./asking.js";
import { fetchPage, readerOf, say } from "./page.js";
import { newKey } from "./pending.js";

const forms = "form[data-keeps]";
const prefix = `duly:kept:${readerOf(document)}:`;
const lifetime = 30 * 86_400_000;
const pause = 300;
const timers = new WeakMap();
// Forms in which somebody wrote on this page.
const typed = new WeakSet();
const unkept = ["hidden", "file", "password", "submit", "button", "reset"];

const place = (form) => prefix + form.dataset.keeps;
const fields = (form) => [...form.elements].filter((each) => each.name && !unkept.includes(each.type));
const isChoice = (field) => field.type === "radio" || field.type === "checkbox";

function initial(field) {
    if (isChoice(field)) return field.defaultChecked;
    if (field.tagName !== "SELECT") return field.defaultValue;
    return ([...field.options].find((each) => each.defaultSelected) ?? field.options[0])?.value ?? "";
}

const value = (field) => (isChoice(field) ? field.checked : field.value);
const isTouched = (form) => fields(form).some((field) => value(field) !== initial(field));
const nameOf = (field) => (field.type === "radio" ? `${field.name}=${field.value}` : field.name);

function put(field, kept) {
    if (isChoice(field)) field.checked = kept;
    else field.value = kept;
}

export function read(form) {
    try {
        return JSON.parse(localStorage.getItem(place(form)));
    } catch {
        return null;
    }
}

function write(form, kept) {
    try {
        if (kept) localStorage.setItem(place(form), JSON.stringify(kept));
        else localStorage.removeItem(place(form));
        return true;
    } catch {
        return false;
    }
}

// With `ways`, each a label and what a press does.
function tell(form, words, ways = []) {
    const state = form.querySelector(".draft-state");
    if (!state) return;
    state.replaceChildren(words);
    for (const [label, press] of ways) {
        const button = document.createElement("button");
        [button.type, button.className, button.textContent] = ["button", "quiet", label];
        button.addEventListener("click", press);
        state.append(" ", button);
    }
}

function keep(form) {
    clearTimeout(timers.get(form));
    timers.delete(form);
    const files = [...form.elements].flatMap((each) => [...(each.files ?? [])]).map((file) => file.name);
    if (!isTouched(form) && !form.dataset.once) return write(form, null) && tell(form, "");
    const isKept = write(form, { values: written(form), files, once: form.dataset.once, at: Date.now() });
    tell(form, isKept ? "Kept in this browser" : "Not kept: this browser refuses storage");
}

function fill(form, kept) {
    const open = fields(form).filter((field) => nameOf(field) in kept.values && value(field) === initial(field));
    const changed = open.filter((field) => kept.values[nameOf(field)] !== value(field));
    for (const field of changed) put(field, kept.values[nameOf(field)]);
    form.dispatchEvent(new Event("duly:filled", { bubbles: true }));
    return changed.length > 0;
}

export function discard(form) {
    // What was typed a moment ago is not kept any more, or it would take the way back away.
    clearTimeout(timers.get(form));
    timers.delete(form);
    const [kept, values] = [read(form), fields(form).map((field) => [field, value(field)])];
    write(form, null);
    form.reset();
    form.querySelector("[data-refusal]")?.remove();
    delete form.dataset.once;
    form.dispatchEvent(new Event("duly:dropped"));
    tell(form, "Discarded.", [["Undo", () => {
        for (const [field, each] of values) put(field, each);
        if (kept?.once) form.dataset.once = kept.once;
        form.dispatchEvent(new Event("duly:undropped"));
        keep(form);
    }]]);
    say("Discarded");
}

function taken(form) {
    write(form, null);
    delete form.dataset.once;
    form.dispatchEvent(new Event("duly:taken"));
}

function bringBack(form) {
    const kept = read(form);
    if (!kept) return;
    if (kept.once && (form.dataset.taken ?? "").split(" ").includes(kept.once)) {
        form.dataset.was = "taken";
        taken(form);
        tell(form, "What you sent last has arrived.");
        return;
    }
    if (Date.now() - kept.at > lifetime) return write(form, null);
    if (kept.once) form.dataset.once = kept.once;
    if (form.querySelector("[data-refusal]") || !fill(form, kept)) return;
    const act = form.closest("details.act");
    if (act) act.open = true;
    const files = kept.files?.length ? ` Choose its files anew: ${kept.files.join(", ")}.` : "";
    const words = `Brought back: what you wrote here was not sent.${files}`;
    tell(form, words, [["Discard", () => discard(form)]]);
    say(words);
}

// Sending

function busy(form, isBusy) {
    if (isBusy) form.dataset.sent = "1";
    else delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[type=submit]")) {
        if (isBusy) button.setAttribute("aria-disabled", "true");
        else button.removeAttribute("aria-disabled");
    }
}

function box(what, remedy) {
    const made = document.createElement("div");
    made.className = "refusal";
    made.setAttribute("role", "alert");
    made.dataset.refusal = "";
    const lines = [what, remedy].map((words) => {
        const line = document.createElement("p");
        line.textContent = words;
        return line;
    });
    made.append(...lines);
    return made;
}

function show(form, made) {
    form.querySelector("[data-refusal]")?.remove();
    form.prepend(made);
    made.tabIndex = -1;
    made.focus({ preventScroll: true });
    made.scrollIntoView({ block: "nearest" });
}

// What the desk says of single fields, as its page says it.
function mark(form, page) {
    for (const other of page?.querySelectorAll("[aria-invalid=true]") ?? []) {
        const field = form.elements[other.name];
        const words = page.getElementById(`${other.id}-more`);
        if (!field?.id || field.id !== other.id || !words) continue;
        field.setAttribute("aria-invalid", "true");
        field.setAttribute("aria-describedby", words.id);
        const now = document.importNode(words, true);
        const old = document.getElementById(words.id);
        if (old) old.replaceWith(now);
        else field.closest(".field")?.append(now);
    }
}

function unmark(form) {
    for (const field of form.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
    for (const words of form.querySelectorAll(".hint.problem")) words.remove();
}

function refused(form, { refused: what, page }) {
    // What is sent next is another try.
    delete form.dataset.once;
    const root = form.closest("details.act")?.id ?? form.id;
    const found = page?.querySelector(`#${CSS.escape(root)} [data-refusal]`) ?? page?.querySelector("[data-refusal]");
    form.dispatchEvent(new Event("duly:refused"));
    show(form, found ? document.importNode(found, true) : box(what, "Nothing was sent; what you wrote is still here."));
    mark(form, page);
    keep(form);
}

function lost(form, { lost: what, isSignedOut }) {
    show(form, box(what, isSignedOut
        ? "It was not sent. What you wrote is still here, and kept in this browser."
        : "It may not have arrived. What you wrote is still here, and kept in this browser; sent again, it arrives once."));
    tell(form, "Not sent.", [["Try again", () => form.requestSubmit()]]);
}

// A session that was begun anew has another word for its forms.
async function refresh(form) {
    const page = await fetchPage(location.href).catch(() => null);
    const word = page?.querySelector("form [name=csrf]")?.value;
    if (word && form.elements.csrf) form.elements.csrf.value = word;
}

async function send(form) {
    const isAgain = form.dataset.once !== undefined;
    form.dataset.once ??= newKey();
    form.dispatchEvent(new Event("duly:sending"));
    unmark(form);
    keep(form);
    busy(form, true);
    tell(form, "Sending …");
    if (isAgain) await refresh(form);
    const body = new FormData(form);
    body.set("once", form.dataset.once);
    const outcome = await ask(form.action, body);
    busy(form, false);
    if (outcome.refused) return refused(form, outcome);
    if (outcome.lost) return lost(form, outcome);
    form.querySelector("[data-refusal]")?.remove();
    busy(form, true);
    tell(form, "Sent");
    taken(form);
    location.assign(outcome.url);
}

document.addEventListener("submit", (event) => {
    const form = event.target;
    // A button with an address of its own asks for something else.
    if (!form.matches?.(forms) || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!form.dataset.sent) send(form);
}, true);

document.addEventListener("input", ({ target }) => {
    const form = target.form;
    if (!form?.matches(forms)) return;
    typed.add(form);
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(keep, pause, form));
});

addEventListener("pagehide", () => {
    for (const form of document.querySelectorAll(forms)) if (timers.has(form)) keep(form);
});

const written = (form) => Object.fromEntries(fields(form).map((field) => [nameOf(field), value(field)]));

// Whether it holds just what another tab has sent or discarded.
function isSame(form, { oldValue, newValue }) {
    return !newValue && oldValue && JSON.stringify(JSON.parse(oldValue).values) === JSON.stringify(written(form));
}

// Another tab with the same form: it follows, but for what somebody writes or wrote here.
addEventListener("storage", (event) => {
    const form = [...document.querySelectorAll(forms)].find((each) => event.key === place(each));
    if (!form || form.contains(document.activeElement) || timers.has(form) || form.dataset.sent) return;
    if (typed.has(form) && !isSame(form, event)) return;
    typed.delete(form);
    form.reset();
    const kept = event.newValue && read(form);
    if (kept) fill(form, kept);
    if (kept?.once) form.dataset.once = kept.once;
    else delete form.dataset.once;
    tell(form, kept ? "As it is written in another tab" : "Sent or discarded in another tab");
});

[...document.querySelectorAll(forms)].sort((one, other) => (read(one)?.at ?? 0) - (read(other)?.at ?? 0)).forEach(bringBack);
