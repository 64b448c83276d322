// What was chosen in a field for files is listed below it with its size, and each can be taken off again. What the
// desk would not take is said there, and the form is not sent with it. Files dropped on a reply or pasted into it go
// with it; a pasted picture is shown where it was pasted.

const mebibyte = 2 ** 20;
const fields = "form[method=post] input[type=file]";
const boxes = new WeakMap();
const form = document.querySelector("form.reply");
const own = form && boxOf(form.querySelector("input[type=file]"));

// A page that changes may bring new fields.
function boxOf(field) {
    if (field && !boxes.has(field)) boxes.set(field, new Box(field));
    return field && boxes.get(field);
}

function bound(bytes) {
    return bytes < mebibyte ? `${bytes / 2 ** 10} kB` : `${bytes / mebibyte} MB`;
}

function words(bytes) {
    if (!bytes) return "0 kB";
    return bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function Box(field) {
    const list = document.createElement("ul");
    const trouble = document.createElement("p");
    const most = (name) => Number(field.dataset[name] ?? Infinity);
    const [each, count, sum] = [most("eachMax"), most("countMax"), most("sumMax")];
    // What the list shows. The field itself forgets what it held when somebody chooses anew.
    let chosen = [];
    Object.assign(this, { hold, add, check, chosen: () => chosen });

    function hold(files) {
        const all = new DataTransfer();
        for (const file of files) all.items.add(file);
        field.files = all.files;
        chosen = [...all.files];
        draw();
        field.dispatchEvent(new Event("duly:files", { bubbles: true }));
    }

    function add(files) {
        hold(field.multiple ? [...chosen, ...files] : [...files].slice(-1));
    }

    function tooLarge(file) {
        return file.size > Math.min(each, sum) ? `, too large: at most ${bound(Math.min(each, sum))}` : "";
    }

    const refused = (file) => (file.size ? tooLarge(file) : ", empty");

    function problem() {
        const empty = chosen.find((file) => !file.size);
        if (empty) return `${empty.name} is empty. Remove it; if it should not be, save it again and choose it anew.`;
        const large = chosen.filter(tooLarge);
        const total = chosen.reduce((bytes, file) => bytes + file.size, 0);
        if (large.length === 1) return `${large[0].name} is too large. Remove it, or send a link to where it lies.`;
        if (large.length) return `${large.length} files are too large. Remove them, or send a link to where they lie.`;
        if (chosen.length > count) return `These are ${chosen.length} files, and ${count} go at once. Remove some.`;
        if (total <= sum) return "";
        return `Together they have ${words(total)}, and ${bound(sum)} go at once. Remove some, or send a link.`;
    }

    function line(file, place) {
        const item = document.createElement("li");
        const name = document.createElement("span");
        const more = document.createElement("span");
        const button = document.createElement("button");
        [name.className, more.className, button.className] = ["chosen-name", "detail", "quiet"];
        [name.dir, name.textContent, more.textContent] = ["auto", file.name, words(file.size) + refused(file)];
        if (refused(file)) more.className = "hint problem";
        [button.type, button.textContent] = ["button", "Remove"];
        button.setAttribute("aria-label", `Remove ${file.name}`);
        button.addEventListener("click", () => {
            hold(chosen.filter((one) => one !== file));
            // On to the next one, so that several are removed by as many presses.
            const left = list.querySelectorAll("button");
            (left[Math.min(place, left.length - 1)] ?? field).focus();
        });
        item.append(name, more, button);
        return item;
    }

    function draw() {
        list.replaceChildren(...chosen.map(line));
        trouble.textContent = problem();
        trouble.hidden = !trouble.textContent;
        if (trouble.hidden) field.removeAttribute("aria-invalid");
        else field.setAttribute("aria-invalid", "true");
        // An empty field is as the desk sends it, so that a page which changes sees no difference.
        if (!chosen.length) for (const part of [list, trouble]) part.remove();
        else if (!list.isConnected) field.after(list, trouble);
    }

    // Whether the desk would take it; else what stands in the way has the focus.
    function check() {
        if (!problem()) return true;
        const place = chosen.findIndex(refused);
        (list.querySelectorAll("button")[Math.max(0, place)] ?? field).focus();
        // Said again, where it was said already.
        trouble.textContent = "";
        setTimeout(() => (trouble.textContent = problem()));
        return false;
    }

    [list.className, trouble.className] = ["chosen", "hint problem"];
    list.setAttribute("aria-label", "Files that go with it");
    trouble.setAttribute("role", "alert");
}

document.addEventListener("change", ({ target }) => {
    if (target.matches(fields)) boxOf(target).add(target.files);
});

// The browser may have put back what was chosen before the page was left.
addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll(fields)) if (field.files.length) boxOf(field).hold(field.files);
});

// For who sends the form without leaving the page, and gives it back.
export function chooseFiles(files) {
    own?.hold(files);
}

export const chosenFiles = () => own?.chosen() ?? [];

// Before all others who listen: a reply is sent without leaving the page, other forms leave it.
addEventListener("submit", (event) => {
    if ([...event.target.querySelectorAll(fields)].every((field) => boxOf(field).check())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
}, true);

// A picture from the clipboard has no name that tells it from the next one.
function named(file) {
    const ending = file.type.split("/")[1];
    if (file.name && file.name !== `image.${ending}`) return file;
    const taken = new Set(own.chosen().map((one) => one.name));
    let number = own.chosen().length + 1;
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
            own.add([file]);
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
        own.add(event.dataTransfer.files);
    });
}

if (own) {
    takePasted(form.querySelector("textarea"));
    takeDropped();
}
