// Keeps what is being written in this browser until it was sent and taken.

import { readerOf } from "./page.js";

const form = document.querySelector("form[data-draft]");

function keep(key, value) {
    try {
        if (value) localStorage.setItem(key, value);
        else localStorage.removeItem(key);
        return true;
    } catch {
        return false;
    }
}

function read(key) {
    try {
        return localStorage.getItem(key);
    } catch {
        return null;
    }
}

function start() {
    const field = form.querySelector("textarea");
    const state = form.querySelector(".draft-state");
    const key = `duly:draft:${readerOf(document)}:${form.dataset.draft}`;
    const sent = `${key}:sent`;
    const wasRefused = document.querySelector("[data-refusal]") !== null;
    // The form came back without a refusal: what was sent is on the server now.
    if (read(sent) && !wasRefused) {
        keep(key, null);
    }
    keep(sent, null);
    const kept = read(key);
    // What came back from the desk is older than what was changed in it since.
    if (kept && (!field.value || form.dataset.returned)) {
        const draft = JSON.parse(kept);
        // A draft of a file alone has no words to put in place of others.
        if (draft.text) field.value = draft.text;
        const files = draft.files ?? [];
        const choice = form.querySelector(`[name=visibility][value="${draft.visibility === "internal" ? "internal" : "public"}"]`);
        if (choice) choice.checked = true;
        state.textContent = `${draft.text ? "Draft brought back." : ""} ${lostWords(files)}`.trim();
    }
    document.addEventListener("submit", (event) => {
        if (event.target.matches("[data-discards]")) keep(key, null);
    });
    let timer;
    const keepSoon = () => {
        clearTimeout(timer);
        // What was sent is gone at once: the page may be left before a moment is over.
        if (!field.value) return save(key, field, state);
        timer = setTimeout(() => save(key, field, state), 300);
    };
    form.addEventListener("input", keepSoon);
    form.addEventListener("duly:files", keepSoon);
    form.addEventListener("submit", () => {
        clearTimeout(timer);
        save(key, field, state);
        keep(sent, "1");
    });
}

// A browser keeps words, and no files.
function lostWords(names) {
    if (!names.length) return "";
    const [what, were, it] = names.length === 1 ? ["file", "was", "it"] : ["files", "were", "them"];
    return `The ${what} ${names.join(", ")} ${were} not kept; choose ${it} again.`;
}

function save(key, field, state) {
    const visibility = new FormData(form).get("visibility");
    const files = [...(form.querySelector("input[type=file]")?.files ?? [])].map((file) => file.name);
    const isWorth = field.value || files.length;
    const isKept = keep(key, isWorth && JSON.stringify({ text: field.value, visibility, files }));
    state.textContent = !field.value ? "" : isKept ? "Draft kept" : "Draft not kept: this browser refuses storage";
}

// The desk says itself that it took nothing: what was sent is still unsent.
function unsend() {
    try {
        for (const key of Object.keys(localStorage).filter((each) => /^duly:draft:.*:sent$/.test(each))) keep(key, null);
    } catch {
        // This browser keeps nothing.
    }
}

if (document.querySelector("[data-unsent]")) unsend();
if (form) start();
