# Sourced by the scripts beside it: named steps with their times, and builds that happen only when needed.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1

step_names=() step_times=()

# step NAME COMMAND...: runs the command with errexit on; a failure ends the script, with the summary so far.
step() {
    local name=$1 from=$EPOCHREALTIME code
    shift
    printf '\n== %s\n' "$name"
    set +e
    (set -e; "$@")
    code=$?
    set -e
    step_names+=("$name")
    step_times+=("$(awk -v a="$from" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')")
    if [ $code -ne 0 ]; then
        summary
        printf 'FAILED: %s (exit %d)\n' "$name" $code >&2
        exit 1
    fi
}

# summary: each step that ran and its seconds.
summary() {
    local i
    printf '\n'
    for i in "${!step_names[@]}"; do printf '%8s s  %s\n' "${step_times[$i]}" "${step_names[$i]}"; done
}

# release PRODUCT: builds the release executable when a source is newer than the last good build.
release() {
    local product=$1 stamp=.build/release-$1.stamp began
    if [ -x ".build/release/$product" ] && [ -e "$stamp" ] &&
        [ -z "$(find Package.swift Sources bin/steps.sh -newer "$stamp" -print -quit)" ]; then
        return 0
    fi
    echo "Building $product (release). The first build takes some minutes." >&2
    mkdir -p .build
    began=$(mktemp .build/began.XXXXXX)
    # With Swift's libraries inside: one file to install, and only what it uses of them is held in memory.
    if ! swift build -c release --static-swift-stdlib --product "$product" >&2; then
        rm -f "$began"
        return 1
    fi
    mv "$began" "$stamp"
}

# debug: builds everything with its tests. C is compiled with -O1: without, a password's hash takes seconds, and was
# half of what the tests computed. A run looks at no debug information.
debug() {
    swift build --build-tests -debug-info-format none -Xcc -O1
}
