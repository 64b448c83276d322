// Behind an @ in a note stand the colleagues who see the ticket: arrows choose, Enter or Tab puts the name in, Escape
// closes. Without it the name is typed; the note says whom it reached.

import { fetchPage, say } from "./page.js";

const form = document.querySelector("form[data-mentionable]");
const text = form?.querySelector("textarea");
const most = 8;
// What stands before the cursor: an @ that begins a word, and what was typed behind it.
const begun = /(?:^|[^\p{L}\p{N}._-])@([\p{L}\p{N}._-]*)$/u;
let list;
// Where the name begins, behind the @; what Escape closed stays closed until another is begun.
let from = -1;
let closed = -1;
let asked;

const isOpen = () => list?.matches(":popover-open") ?? false;
const options = () => [...(list?.children ?? [])];
const chosen = () => list?.querySelector("[aria-selected=true]");
const isNote = () => new FormData(form).get("visibility") === "internal";

function colleagues() {
    asked ??= fetchPage(form.dataset.mentionable).then((page) =>
        [...(page?.querySelectorAll("#colleagues > li") ?? [])].map((each) => ({
            name: each.textContent, handle: each.dataset.handle,
        })));
    asked.catch(() => (asked = undefined));
    return asked;
}

function build() {
    list = document.createElement("ul");
    list.id = "mention-list";
    list.className = "mention-list";
    list.popover = "manual";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Colleagues");
    // In the top layer it is clipped by nothing; here it belongs to the page for who hears it.
    form.after(list);
    list.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        const option = event.target.closest("[role=option]");
        if (option) take(option);
    });
}

function close() {
    from = -1;
    if (isOpen()) list.hidePopover();
    text.removeAttribute("aria-activedescendant");
    text.removeAttribute("aria-controls");
}

function mark(option) {
    chosen()?.setAttribute("aria-selected", "false");
    option.setAttribute("aria-selected", "true");
    text.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
}

function option({ name, handle }, index) {
    const one = document.createElement("li");
    one.id = `mention-${index}`;
    one.dataset.handle = handle;
    one.setAttribute("role", "option");
    one.setAttribute("aria-selected", "false");
    const typed = document.createElement("span");
    typed.className = "detail";
    typed.textContent = `@${handle}`;
    one.append(name, " ", typed);
    return one;
}

// Below the field, or above it where there is no room.
function place() {
    const box = text.getBoundingClientRect();
    const height = list.offsetHeight;
    const below = box.bottom + height < innerHeight || box.top < height;
    list.style.left = `${Math.max(8, Math.min(box.left + 8, innerWidth - list.offsetWidth - 8))}px`;
    list.style.top = `${Math.max(8, below ? Math.min(box.bottom, innerHeight - height - 8) : box.top - height)}px`;
}

function fits(person, word) {
    const parts = [person.handle, person.name, ...person.name.split(/\s+/)];
    return parts.some((part) => part.toLowerCase().startsWith(word));
}

function wordBegun() {
    if (!isNote() || text.selectionStart !== text.selectionEnd) return null;
    return text.value.slice(0, text.selectionStart).match(begun)?.[1] ?? null;
}

async function offer() {
    const word = wordBegun();
    if (word === null) {
        closed = -1;
        return close();
    }
    const start = text.selectionStart - word.length;
    if (start === closed) return;
    const people = await colleagues().catch(() => []);
    // The cursor may have gone on while they were asked for.
    if (wordBegun() !== word) return;
    const found = people.filter((person) => fits(person, word.toLowerCase())).slice(0, most);
    if (!found.length || document.activeElement !== text) return close();
    if (!list) build();
    from = start;
    list.replaceChildren(...found.map(option));
    if (!isOpen()) list.showPopover();
    text.setAttribute("aria-controls", list.id);
    mark(options()[0]);
    place();
    say(`${found.length === 1 ? "1 colleague" : `${found.length} colleagues`}: ${found[0].name}`);
}

function take(one) {
    const end = text.selectionStart;
    const next = text.value.slice(end, end + 1);
    const words = one.dataset.handle + (/^\s/.test(next) ? "" : " ");
    const start = from;
    close();
    text.focus();
    text.setRangeText(words, start, end, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
}

function press(event) {
    if (!isOpen() || event.isComposing || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
        mark(all[(all.indexOf(chosen()) + step + all.length) % all.length]);
        say(chosen().firstChild.textContent);
    } else if (event.key === "Enter" || event.key === "Tab") {
        take(chosen());
    } else if (event.key === "Escape") {
        closed = from;
        close();
    } else {
        return;
    }
    event.preventDefault();
    event.stopPropagation();
}

if (text) {
    text.setAttribute("aria-autocomplete", "list");
    form.addEventListener("input", offer);
    text.addEventListener("keydown", press);
    text.addEventListener("keyup", (event) => {
        if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) offer();
    });
    text.addEventListener("pointerup", offer);
    text.addEventListener("blur", close);
    for (const name of ["scroll", "resize"]) addEventListener(name, () => isOpen() && place(), { passive: true });
}
