// The second press of a double click belongs to the button that the first one pressed, not to what has come under the
// pointer since.

// Milliseconds and pixels: what is later or elsewhere is meant.
const soon = 500;
const near = 8;
let first = null;

function isSecond(event) {
    if (!first || event.timeStamp - first.at > soon || first.button.contains(event.target)) return false;
    return Math.hypot(event.clientX - first.x, event.clientY - first.y) < near;
}

for (const kind of ["mousedown", "mouseup", "click"]) {
    addEventListener(kind, (event) => {
        // By key it has no place.
        if (kind === "click" && !event.detail) return;
        if (isSecond(event)) {
            event.preventDefault();
            event.stopImmediatePropagation();
        } else if (kind === "click") {
            const button = event.target.closest("form[method=post] button[type=submit]");
            first = button && { button, at: event.timeStamp, x: event.clientX, y: event.clientY };
        }
    }, true);
}
