// Files dropped on a reply or pasted into it go with it; a pasted picture is shown where it was pasted.
// What was chosen is listed below the field, and each can be taken off again.

const form = document.querySelector("form.reply");
const field = form?.querySelector("input[type=file]");
const list = document.createElement("ul");
// What the list shows. The field itself forgets what it held when somebody chooses anew.
let chosen = [];

function hold(files) {
    const all = new DataTransfer();
    for (const file of files) all.items.add(file);
    field.files = all.files;
    chosen = [...all.files];
    draw();
}

function add(files) {
    hold([...chosen, ...files]);
}

function size(file) {
    return file.size < 1e6 ? `${Math.max(1, Math.round(file.size / 1e3))} kB` : `${(file.size / 1e6).toFixed(1)} MB`;
}

function line(file, place) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const more = document.createElement("span");
    const button = document.createElement("button");
    [name.className, more.className, button.className] = ["chosen-name", "detail", "quiet"];
    [name.dir, name.textContent, more.textContent] = ["auto", file.name, size(file)];
    [button.type, button.textContent] = ["button", "Remove"];
    button.setAttribute("aria-label", `Remove ${file.name}`);
    button.addEventListener("click", () => {
        hold(chosen.filter((each) => each !== file));
        // On to the next one, so that several are removed by as many presses.
        const left = list.querySelectorAll("button");
        (left[Math.min(place, left.length - 1)] ?? field).focus();
    });
    item.append(name, more, button);
    return item;
}

function draw() {
    list.replaceChildren(...chosen.map(line));
    list.hidden = chosen.length === 0;
}

// A picture from the clipboard has no name that tells it from the next one.
function named(file) {
    const ending = file.type.split("/")[1];
    if (file.name && file.name !== `image.${ending}`) return file;
    const taken = new Set(chosen.map((each) => each.name));
    let number = chosen.length + 1;
    while (taken.has(`picture-${number}.${ending}`)) number += 1;
    return new File([file], `picture-${number}.${ending}`, { type: file.type });
}

function takePasted(text) {
    text.addEventListener("paste", (event) => {
        const files = event.clipboardData.files;
        if (!files.length) return;
        event.preventDefault();
        for (const given of files) {
            const file = given.type.startsWith("image/") ? named(given) : given;
            add([file]);
            if (!file.type.startsWith("image/")) continue;
            text.setRangeText(`[${file.name}]`, text.selectionStart, text.selectionEnd, "end");
            text.dispatchEvent(new Event("input", { bubbles: true }));
        }
    });
}

function takeDropped() {
    const mark = (isOver) => form.classList.toggle("dropping", isOver);
    form.addEventListener("dragover", (event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        event.preventDefault();
        mark(true);
    });
    form.addEventListener("dragleave", (event) => {
        if (!form.contains(event.relatedTarget)) mark(false);
    });
    form.addEventListener("drop", (event) => {
        mark(false);
        if (!event.dataTransfer.files.length) return;
        event.preventDefault();
        add(event.dataTransfer.files);
    });
}

function start() {
    list.className = "chosen";
    list.setAttribute("aria-label", "Files that go with it");
    field.after(list);
    field.addEventListener("change", () => add(field.files));
    // The browser may have put back what was chosen before the page was left.
    addEventListener("pageshow", () => hold(field.files));
    takePasted(form.querySelector("textarea"));
    takeDropped();
}

if (field) start();
