// Ticks on rows of the queue: by key, by click, and in a range with Shift. The form works without this.

const queue = document.getElementById("queue");
const count = document.getElementById("ticked");
let last = null;

const boxes = () => [...queue.querySelectorAll(".row-tick input")];

function show() {
    if (!count) return;
    const many = boxes().filter((box) => box.checked).length;
    count.textContent = many === 0 ? "No ticket ticked" : many === 1 ? "1 ticked" : `${many} ticked`;
}

// From the last one that was ticked to this one, all become what this one is.
function fill(box) {
    const all = boxes();
    const [from, to] = [all.findIndex((one) => one.value === last), all.indexOf(box)];
    if (from < 0 || to < 0) return;
    for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
}

function ticked(box, isRange) {
    if (isRange) fill(box);
    last = box.value;
    show();
}

export function tickFocused(isRange) {
    const box = document.activeElement.closest?.(".row")?.querySelector(".row-tick input");
    if (!box) return;
    box.checked = isRange || !box.checked;
    ticked(box, isRange);
}

export function goToActs() {
    document.querySelector(".act-bar button")?.focus();
}

// A tool of the queue opens with its first field ready, and Escape leads back to its button.
for (const tool of document.querySelectorAll(".queue-tool")) {
    const first = tool.querySelector("form :is(input:not([type=hidden]), select)");
    tool.addEventListener("toggle", () => tool.open && first?.focus());
    tool.addEventListener("keydown", (event) => {
        if (event.key !== "Escape" || !tool.open) return;
        tool.open = false;
        tool.querySelector("summary").focus();
    });
}

if (queue) {
    queue.addEventListener("click", (event) => {
        if (event.target.matches(".row-tick input")) ticked(event.target, event.shiftKey);
    });
    // Shift with a click would mark words.
    queue.addEventListener("mousedown", (event) => {
        if (event.shiftKey && event.target.closest(".row-tick")) event.preventDefault();
    });
    document.addEventListener("reset", () => setTimeout(show));
    document.addEventListener("duly:settled", show);
    show();
}
