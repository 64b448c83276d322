# Sourced by the scripts beside it: named steps with their times, and builds that happen only when needed.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1

step_names=() step_times=() step_work=()

# Seconds that all processes of the steps have computed so far, into `computed`. `times` has to run in this very shell.
compute() {
    mkdir -p .build
    times >.build/times
    computed=$(awk 'NR == 2 { gsub("s", ""); split($1, u, "m"); split($2, s, "m"); print (u[1] + s[1]) * 60 + u[2] + s[2] }' .build/times)
}

# step NAME COMMAND...: runs the command with errexit on; a failure ends the script, with the summary so far.
step() {
    local name=$1 from=$EPOCHREALTIME code computed before
    shift
    compute
    before=$computed
    printf '\n== %s\n' "$name"
    set +e
    (set -e; "$@")
    code=$?
    set -e
    step_names+=("$name")
    step_times+=("$(awk -v a="$from" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }')")
    compute
    step_work+=("$(awk -v a="$before" -v b="$computed" 'BEGIN { printf "%.1f", b - a }')")
    if [ $code -ne 0 ]; then
        summary
        printf 'FAILED: %s (exit %d)\n' "$name" $code >&2
        exit 1
    fi
}

# part NAME COMMAND...: a part of a step, with its seconds.
part() {
    local name=$1 from=$SECONDS code=0
    shift
    "$@" || code=$?
    printf -- '-- %s, %d s\n' "$name" $((SECONDS - from))
    return $code
}

# summary: each step that ran, its seconds and the seconds that its processes computed: on two cores, up to twice as many.
summary() {
    local i
    printf '\n'
    for i in "${!step_names[@]}"; do
        printf '%8s s  %8s s computed  %s\n' "${step_times[$i]}" "${step_work[$i]}" "${step_names[$i]}"
    done
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
    if ! swift build -c release --product "$product" >&2; then
        rm -f "$began"
        return 1
    fi
    mv "$began" "$stamp"
}

# What the tests are run on: in a folder of its own, for it is compiled with other flags than what is installed.
tested=.build/tested

# build_tested: builds everything with its tests, optimised and linked as the release is. C is compiled with less care,
# which takes half the time, and nobody looks at debug information.
build_tested() {
    DULY_TESTS=1 swift build -c release --build-tests --scratch-path "$tested" -debug-info-format none -Xcc -O1 \
        -Xswiftc -num-threads -Xswiftc 2
}

# run_tests OPTION...: runs the Swift tests of the last such build.
run_tests() {
    DULY_TESTS=1 swift test -c release --scratch-path "$tested" --skip-build --disable-xctest "$@"
}
