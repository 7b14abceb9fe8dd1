#!/bin/sh
# Runs in the build of the image: starts the service once on a folder of its own and keeps what the JVM loaded and linked.
# A failure is none of the build: without the cache everything works the same.
cd /opt/messenger || exit 0
folder=$(mktemp -d)
MESSENGER_ADMIN_PASSWORD=recording-a-start java @server.options -XX:AOTCacheOutput=messenger.aot -Xlog:disable \
  -jar messenger.jar run --port 0 --data "$folder/data" >"$folder/log" 2>&1 &
process=$!
waited=0
until grep -q "listens on" "$folder/log" || ! kill -0 "$process" 2>/dev/null || [ "$waited" -gt 600 ]; do
  sleep 0.1
  waited=$((waited + 1))
done
kill -TERM "$process" 2>/dev/null
wait "$process"
rm -rf "$folder"
exit 0
