#!/usr/bin/env bash
# ask.sh METHOD PORT PATH [JSON]: one HTTP request to this container, for images without curl. Prints the body; fails unless the answer is 2xx.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/$2"
body="${4-}"
printf '%s %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %s\r\n\r\n%s' \
  "$1" "$3" "$2" "$(printf '%s' "$body" | wc -c)" "$body" >&3
read -r _ status _ <&3
while IFS= read -r header <&3 && [ "$header" != $'\r' ]; do :; done
cat <&3
[[ "$status" == 2* ]]
