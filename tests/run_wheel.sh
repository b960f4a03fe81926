#!/usr/bin/env bash
# Builds the wheel and runs it from a clean environment in another folder.
set -euo pipefail
python=$(realpath -s "$1")
root=$PWD
away=$(mktemp -d)
trap 'rm -rf "$away" "$root/build" "$root"/*.egg-info' EXIT
"$python" -m pip wheel -qq . --no-deps --no-build-isolation -w "$away"
"$python" -m venv "$away/venv"
cd "$away"
venv/bin/python -m pip install -qq --require-hashes --no-deps -r "$root/requirements.txt"
venv/bin/python -m pip install -qq --no-deps precis_bot-*.whl
venv/bin/precis config >/dev/null
venv/bin/precis sources list | tail -n 1
text="The council approved the new bridge on Monday after a long debate. Work begins in spring and costs 40 million euros. Critics said the old ferry would have been cheaper."
bullets=$(printf '%s' "$text" | venv/bin/precis summarize - --bullets 2)
[[ $bullets == *"• "* ]]
venv/bin/precis db upgrade
# The local Telegram with its page and sample edition comes with the wheel too.
venv/bin/precis try --port 0 >try.log 2>&1 &
trial=$!
trap 'kill $trial 2>/dev/null || true; rm -rf "$away" "$root/build" "$root"/*.egg-info' EXIT
for _ in $(seq 60); do grep -q 'Open the chat' try.log && break; sleep 0.5; done
page=$(grep -o 'http://127[^ ]*' try.log | head -n 1)
venv/bin/python - "$page" <<'CHECK'
import sys, urllib.request
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
assert b"<html" in opener.open(sys.argv[1], timeout=20).read()
CHECK
kill -TERM $trial && wait $trial
echo "wheel: built, installed and run from another folder"
