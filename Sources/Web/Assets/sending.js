// A reply or a note stands in the thread as soon as it is sent, and the box is free for the next. What was not sent says
// so with the reason, and goes back into the box where that is empty. Until the desk has it, it is kept in this browser.

import { deliver } from "./asking.js";
import { chosenFiles, chooseFiles } from "./files.js";
import { expectOwn } from "./merge.js";
import { pinned, readerOf, say } from "./page.js";
import { Pending, keysOf, newKey } from "./pending.js";
import { clearProblems, showProblems } from "./problems.js";

const form = document.getElementById("reply");
const text = document.getElementById("reply-text");
const place = `duly:unsent:${readerOf(document)}:${form?.dataset.draft}`;
// The desk knows what it was sent for a day longer, so that sent again it arrives once.
const lifetime = 30 * 86_400_000;
// How long another tab may still be sending what is kept.
const others = 30_000;
let held = null; // What the box holds again after it was not sent.

function read() {
    try {
        return JSON.parse(localStorage.getItem(place) ?? "[]").filter((each) => Date.now() - each.at < lifetime);
    } catch {
        return [];
    }
}

function write(all) {
    try {
        if (all.length) localStorage.setItem(place, JSON.stringify(all));
        else localStorage.removeItem(place);
    } catch {
        // This browser keeps nothing: what is unsent lives as long as the page.
    }
}

// Says of what is kept whether this tab sent it.
function tab() {
    try {
        if (!sessionStorage.getItem("duly:tab")) sessionStorage.setItem("duly:tab", newKey());
        return sessionStorage.getItem("duly:tab");
    } catch {
        return "";
    }
}

const forget = (key) => write(read().filter((each) => each.key !== key));

function keep(message) {
    const { key, words, kind, files, then } = message;
    const [cc, returned] = ["cc", "returned"].map((name) => message.fields.get(name) ?? "");
    const kept = { key, words, kind, files, then, cc, returned, tab: tab(), at: Date.now() };
    write([...read().filter((each) => each.key !== key), kept]);
}

const isEmpty = () => !text.value.trim() && !chosenFiles().length;

// For those who keep the draft; the sign that somebody writes is not meant.
const changed = () => form.dispatchEvent(new Event("input"));

function empty() {
    text.value = "";
    chooseFiles([]);
    changed();
    // A second press of a double click is no wish to send nothing.
    text.required = false;
    setTimeout(() => (text.required = true), 1000);
}

function filesIn(fields) {
    return fields.getAll("files").filter((file) => file.size || file.name);
}

// What was taken back goes on its way with what is sent anew: its number, and the files that it had. Gives it, to be put
// back should that not be sent.
function takeReturned() {
    const parts = [...form.querySelectorAll("[name=returned], [name=kind], .field:has(> .tick > [name^=keep-])")];
    for (const part of parts) part.remove();
    delete form.dataset.returned;
    return parts;
}

function putReturned(parts) {
    for (const part of parts ?? []) {
        if (part.matches("input")) form.prepend(part);
        else document.getElementById("reply-files-more").before(part);
        form.dataset.returned = "yes";
    }
}

// Puts it back where it can be changed and sent, before what is there.
function restore(message) {
    held = message;
    text.value = text.value.trim() ? `${message.words}\n${text.value}` : message.words;
    chooseFiles([...filesIn(message.fields), ...chosenFiles()]);
    const choice = document.getElementById(`visibility-${message.kind === "note" ? "internal" : "public"}`);
    if (choice) choice.checked = true;
    if (form.elements.cc) form.elements.cc.value = message.fields.get("cc") ?? "";
    putReturned(message.returned);
    changed();
}

function arrived(message) {
    forget(message.key);
    if (held !== message) return;
    held = null;
    clearProblems(form);
    takeReturned();
    if (text.value === message.words) empty();
}

// The refusal as the desk words it, with a field that it asks for. Gives the field that is wrong.
function showRefusal(page) {
    clearProblems(form);
    const [box, tick] = ["[data-refusal]", "[name=cc-others]"].map((each) => page?.querySelector(`#reply ${each}`));
    if (box) form.prepend(document.importNode(box, true));
    if (tick && !form.elements["cc-others"]) {
        form.elements.cc?.closest(".field").append(document.importNode(tick.closest("label"), true));
    }
    return showProblems(form, page?.getElementById("reply"));
}

function ways(message) {
    const again = () => {
        const button = message.then ? document.getElementById("reply-resolve") : null;
        if (held === message && text.value.trim()) return form.requestSubmit(button);
        if (held === message) held = null;
        send(message, true);
    };
    const change = () => pinned(() => {
        restore(message);
        const wrong = showRefusal(message.page);
        message.pending.failed(message.why, ways(message));
        (wrong ?? text).focus({ preventScroll: true });
    });
    const discard = () => pinned(() => {
        forget(message.key);
        if (held === message) held = null;
        message.pending.gone();
    });
    return [["Try again", again], ...(held === message ? [] : [["Change it", change]]), ["Discard", discard]];
}

function notSent(message, why, page) {
    Object.assign(message, { why, page });
    if (page) sayAnew(message);
    if (isEmpty() && page?.querySelector("#reply [data-refusal]")) return giveBack(message);
    pinned(() => {
        if (isEmpty()) restore(message);
        if (held === message) showRefusal(page);
        message.pending.failed(why, ways(message));
    });
}

// A definite no to what the box can hold again: it stands there as before it was sent, with why, and nowhere else.
function giveBack(message) {
    forget(message.key);
    let wrong;
    pinned(() => {
        restore(message);
        held = null;
        message.pending.gone();
        wrong = showRefusal(message.page) ?? text;
        wrong.focus({ preventScroll: true });
    });
    form.querySelector("[data-refusal]").scrollIntoView({ block: "nearest" });
    wrong.scrollIntoView({ block: "nearest" });
    say(`Not sent: ${message.why}`);
}

// After a definite no what is sent next is another try, which knows what that page showed. After a lost answer it must
// stay the same.
function sayAnew(message) {
    forget(message.key);
    message.key = newKey();
    message.isChanged = false;
    message.pending.rename(message.key);
    keep(message);
    const seen = message.page.querySelector("#reply [name=seen]")?.value;
    if (!seen) return;
    form.elements.seen.value = seen;
    message.fields.set("seen", seen);
}

async function send(message, isAgain = false) {
    expectOwn();
    pinned(() => message.pending.sending(message.key));
    keep(message);
    const { isChanged } = message;
    const outcome = await deliver(message.key, form.action, message.fields, { isAgain, isChanged });
    if (message.pending.isGone) {
        // The page has shown it before its answer came; or it has shown the first words, and these are not there.
        if (outcome.done || !isChanged) return;
        message.pending = new Pending(message, () => arrived(message));
        pinned(() => message.pending.sending(message.key));
    }
    if (!outcome.done) return notSent(message, outcome.refused ?? outcome.lost, outcome.refused && outcome.page);
    forget(message.key);
    message.pending.sent();
    if (outcome.url && outcome.url.pathname !== ownPath()) return location.assign(outcome.url);
    expectOwn();
    form.dispatchEvent(new Event("duly:stale", { bubbles: true }));
}

const ownPath = () => form.getAttribute("action").replace(/\/replies$/, "");

// What the box holds, as a message: the one that was not sent, changed or not, or a new one.
function taken(submitter) {
    const isAgain = held !== null;
    const message = held ?? { key: newKey() };
    const fields = new FormData(form, submitter?.name ? submitter : null);
    const then = fields.get("then") ?? "";
    // Once changed it stays so until a definite no: what arrived first were other words.
    message.isChanged ||= isAgain && (message.words !== text.value || (message.then ?? "") !== then);
    held = null;
    Object.assign(message, { fields, then, returned: takeReturned() });
    message.words = text.value;
    message.kind = message.fields.get("visibility") === "internal" ? "note" : "reply";
    message.files = filesIn(message.fields).map((file) => file.name);
    if (form.elements.key) message.fields.set("key", message.key);
    message.pending?.gone();
    message.pending = new Pending(message, () => arrived(message));
    return { message, isAgain };
}

// What is sent from a page of older entries leads to a page of its own.
function staysHere(submitter) {
    const isNewest = !new URLSearchParams(location.search).has("before") && location.pathname === ownPath();
    return isNewest && !submitter?.hasAttribute("formaction");
}

function submitted(event) {
    if (event.target !== form || !staysHere(event.submitter)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!text.value.trim()) return askForWords();
    clearProblems(form);
    let taking;
    pinned(() => {
        taking = taken(event.submitter);
        taking.message.pending.sending(taking.message.key);
        empty();
    });
    send(taking.message, taking.isAgain);
    // In a chat one writes on; else single keys lead on, and `r` or `n` back to the box.
    const isThere = document.getElementById("chat-presence")?.dataset.there === "1";
    (isThere ? text : document.getElementById("main")).focus({ preventScroll: true });
}

// A second press of a double click comes when the box is free already: it asks for nothing.
function askForWords() {
    if (!text.required) return;
    text.setCustomValidity("Write your text first.");
    text.reportValidity();
    text.setCustomValidity("");
}

function left(kept) {
    const fields = new FormData(form);
    fields.set("text", kept.words);
    fields.set("visibility", kept.kind === "note" ? "internal" : "public");
    fields.set("cc", kept.cc);
    fields.delete("files");
    if (kept.then) fields.set("then", kept.then);
    // What another answer had is not its own.
    const isSame = (fields.get("returned") ?? "") === (kept.returned ?? "");
    if (!isSame) for (const name of [...fields.keys()]) if (/^(returned|kind|keep-.*)$/.test(name)) fields.delete(name);
    if (form.elements.key) fields.set("key", kept.key);
    const message = { ...kept, fields };
    message.pending = new Pending(message, () => arrived(message));
    return message;
}

// What was under way when the page was left: the desk's page says whether it arrived.
function bringBack(kept) {
    if (!read().some((each) => each.key === kept.key)) return;
    const message = left(kept);
    const files = kept.files.length ? ` Choose its files anew: ${kept.files.join(", ")}.` : "";
    message.pending.sending(kept.key);
    if (text.value === kept.words) held = message;
    notSent(message, `The page was left before the desk answered.${files}`);
}

function begin() {
    const done = keysOf(document);
    for (const kept of read()) {
        if (done.includes(kept.key)) {
            forget(kept.key);
            // What the draft brought back is what has arrived.
            if (text.value === kept.words) empty();
        } else if (kept.tab === tab()) {
            bringBack(kept);
        } else {
            setTimeout(bringBack, Math.max(0, kept.at + others - Date.now()), kept);
        }
    }
    document.addEventListener("submit", submitted, true);
}

if (form && text && document.getElementById("timeline")) begin();
