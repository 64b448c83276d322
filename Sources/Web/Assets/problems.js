// What the desk found wrong in a form is shown at the same fields of the form that stands here, and goes when it is
// sent again.

// By form: how to take back what is shown.
const shown = new WeakMap();

// Words of the desk at a field; the field's own hint comes back when they go.
function mark(field, wrong) {
    const place = `${field.id}-more`;
    const was = field.getAttribute("aria-describedby");
    const hint = document.getElementById(place);
    const words = wrong.ownerDocument.getElementById(place);
    const own = words && document.importNode(words, true);
    if (own && hint) hint.replaceWith(own);
    else if (own) (field.closest(".field") ?? field.parentElement).append(own);
    field.setAttribute("aria-invalid", "true");
    if (own) field.setAttribute("aria-describedby", place);
    return () => {
        field.removeAttribute("aria-invalid");
        if (!was) field.removeAttribute("aria-describedby");
        if (own && hint) own.replaceWith(hint);
        else own?.remove();
    };
}

export function clearProblems(form) {
    form.querySelector("[data-refusal]")?.remove();
    for (const takeBack of shown.get(form) ?? []) takeBack();
    shown.delete(form);
    // What the page came with.
    for (const field of form.querySelectorAll("[aria-invalid]:not([type=file])")) {
        field.removeAttribute("aria-invalid");
        document.getElementById(`${field.id}-more`)?.classList.remove("problem");
    }
}

// `other` is the same form on the page by which the desk refused. Gives the first wrong field.
export function showProblems(form, other) {
    const wrong = [...(other?.querySelectorAll("[aria-invalid=true]") ?? [])]
        .map((each) => [document.getElementById(each.id), each])
        .filter(([field]) => field && form.contains(field));
    shown.set(form, wrong.map(([field, each]) => mark(field, each)));
    return wrong[0]?.[0];
}
