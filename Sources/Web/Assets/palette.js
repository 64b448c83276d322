// One field that finds pages, tickets, acts, views and canned replies, by Ctrl+K or a colon. What it finds is asked
// of the desk, which offers what this person may do and says why not where they may not.
import { insertCanned } from "./canned.js";

const address = document.body.dataset.palette;
let dialog;
let field;
let list;
let only;
let isAsked = 0;

const options = () => [...list.children];
const isRefused = (one) => one.getAttribute("aria-disabled") === "true";
const chosen = () => list.querySelector("[aria-selected=true]");

function build() {
    dialog = document.createElement("dialog");
    dialog.id = "palette";
    dialog.className = "palette";
    dialog.setAttribute("aria-label", "Go to or do");
    field = document.createElement("input");
    field.type = "text";
    field.autocomplete = "off";
    for (const [name, value] of Object.entries({
        role: "combobox", "aria-controls": "palette-list", "aria-expanded": "true", "aria-autocomplete": "list",
        "aria-label": "Page, ticket, act, view or canned reply",
        placeholder: "Page, ticket number or words, act, view",
    })) field.setAttribute(name, value);
    list = document.createElement("ul");
    list.id = "palette-list";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Found");
    dialog.append(field, list);
    document.body.append(dialog);
    field.addEventListener("input", ask);
    field.addEventListener("keydown", press);
    list.addEventListener("click", (event) => {
        const option = event.target.closest("[role=option]");
        if (!option) return;
        event.preventDefault();
        take(option);
    });
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
}

function mark(option) {
    chosen()?.setAttribute("aria-selected", "false");
    field.removeAttribute("aria-activedescendant");
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
}

async function ask() {
    const number = ++isAsked;
    const query = new URLSearchParams({ q: field.value });
    const ticket = document.querySelector("[data-ticket]")?.dataset.ticket;
    if (ticket) query.set("ticket", ticket);
    if (only) query.set("only", only);
    const answer = await fetch(`${address}?${query}`, { headers: { Accept: "text/html" } });
    if (number !== isAsked) return;
    if (!answer.ok || answer.redirected) return tell("You are signed out, or the desk can't be reached.");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = [...page.querySelectorAll("#found > li")];
    list.replaceChildren(...found.map(option));
    const first = page.querySelector(".found .empty a");
    if (first) return offer(first);
    if (!found.length) return tell("Nothing is called that. Try a number, or fewer words.");
    mark(options().find((one) => !isRefused(one)) ?? options()[0]);
}

// The row as an option: links are followed by the key, so nothing in it takes the focus.
function option(row, index) {
    const one = document.createElement("li");
    one.id = `palette-${index}`;
    one.setAttribute("role", "option");
    one.setAttribute("aria-selected", "false");
    const link = row.querySelector("a");
    if (link) one.dataset.href = link.getAttribute("href");
    if (row.dataset.canned) one.dataset.canned = row.dataset.canned;
    if (row.dataset.refused) one.setAttribute("aria-disabled", "true");
    for (const part of row.querySelectorAll("a, span")) {
        const words = document.createElement("span");
        words.className = part.className;
        words.textContent = part.textContent;
        one.append(words);
    }
    return one;
}

// Nothing is there yet, and where the first is made.
function offer(link) {
    const row = document.createElement("li");
    const lines = [...link.closest(".empty").querySelectorAll("p:not(:has(a))")];
    const words = lines.map((line) => line.textContent.trim()).join(" ");
    for (const [className, textContent] of Object.entries({ label: words, kind: link.textContent })) {
        row.append(Object.assign(document.createElement("span"), { className, textContent }));
    }
    const one = option(row, 0);
    one.dataset.href = link.getAttribute("href");
    list.replaceChildren(one);
    mark(one);
}

function tell(words) {
    const line = document.createElement("li");
    line.className = "nothing";
    line.setAttribute("role", "option");
    line.setAttribute("aria-disabled", "true");
    line.textContent = words;
    list.replaceChildren(line);
}

function take(one) {
    if (isRefused(one)) {
        document.getElementById("said").textContent = one.textContent;
        return;
    }
    dialog.close();
    if (one.dataset.canned) return insertCanned(one.dataset.canned);
    const to = new URL(one.dataset.href, location.href);
    const isHere = to.pathname === location.pathname && to.search === location.search;
    if (isHere && to.hash) return goWithin(to.hash.slice(1));
    location.assign(to);
}

// An act of this page opens with its first field ready to be written in.
function goWithin(id) {
    const place = document.getElementById(id);
    if (!place) return;
    if (place.matches("button")) return place.click();
    if (place.matches("details")) place.open = true;
    if (place.matches("input[type=radio]")) {
        place.checked = true;
        place.dispatchEvent(new Event("input", { bubbles: true }));
        document.getElementById("reply-text")?.focus();
        return;
    }
    (place.querySelector("textarea, select, input:not([type=hidden])") ?? place).focus();
}

function press(event) {
    const all = options();
    const at = all.indexOf(chosen());
    const moves = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 };
    if (event.key === "Enter") {
        event.preventDefault();
        if (chosen()) take(chosen());
    } else if (event.key in moves && all.length && !(field.value && ["Home", "End"].includes(event.key))) {
        event.preventDefault();
        mark(all[(moves[event.key] + all.length) % all.length]);
    }
}

export function openPalette(what) {
    if (!dialog) build();
    if (dialog.open) return;
    only = what;
    field.value = "";
    list.replaceChildren();
    dialog.showModal();
    field.focus();
    ask();
}

if (address) {
    document.addEventListener("keydown", (event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key !== "k") return;
        event.preventDefault();
        openPalette();
    });
}
