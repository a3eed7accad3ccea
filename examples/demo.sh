#!/bin/sh
# The sample reports through all stages, in a throw-away project. Run by `make demo` from the project's root.
set -eu
PATH="$PWD/.venv/bin:$PATH"
rm -rf demo

# Prints a command as it would be typed, and runs it; 4 means done, but for some documents.
typed() {
    printf '\n$ %s\n' "$*"
    "$@" || [ $? -eq 4 ]
}

typed dateline new demo
cp -R examples/reports/. demo/corpus/
printf '\n$ cd demo\n'
cd demo
typed dateline add corpus
typed dateline run
typed dateline events
event=$(dateline events --json | python -c '
import json, sys
print(max(json.load(sys.stdin)["events"], key=lambda event: event["n_documents"])["event_id"])')
typed dateline show "$event"
typed dateline why "$event"
typed dateline problems
typed dateline export csv -o events.csv
typed dateline export geojson -o events.geojson
printf '\nThe project is in demo/: look around with dateline there, or throw it away.\n'
