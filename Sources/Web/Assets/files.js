// Files dropped on a reply or pasted into it go with it; a pasted picture is shown where it was pasted.

const form = document.querySelector("form.reply");

function add(files) {
    const field = form.querySelector("input[type=file]");
    const all = new DataTransfer();
    for (const file of [...field.files, ...files]) all.items.add(file);
    field.files = all.files;
    return all.files.length;
}

// A picture from the clipboard has no name that tells it from the next one.
function named(file) {
    const ending = file.type.split("/")[1];
    if (file.name && file.name !== `image.${ending}`) return file;
    const number = form.querySelector("input[type=file]").files.length + 1;
    return new File([file], `picture-${number}.${ending}`, { type: file.type });
}

function start() {
    const text = form.querySelector("textarea");
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
    form.addEventListener("dragover", (event) => {
        if (event.dataTransfer.types.includes("Files")) event.preventDefault();
    });
    form.addEventListener("drop", (event) => {
        if (!event.dataTransfer.files.length) return;
        event.preventDefault();
        add(event.dataTransfer.files);
    });
}

if (form) start();
