#!/usr/bin/env bash
# Takes the secrets from their files into this process alone, then becomes the gateway.
set -euo pipefail
secret() { tr -d '\n' < "${SECRETS:-/run/secrets}/$1"; }
login=$(sed -n 's/^default_pass = //p' "${SECRETS:-/run/secrets}/rabbitmq-login")
postgres=$(secret postgres-password)
ledger=$(secret ledger-key)
: "${login:?rabbitmq-login has no default_pass}" "${postgres:?}" "${ledger:?}"
export Storage__Connection="Host=postgres;Database=gateway;Username=gateway;Password=${postgres}"
export Messaging__RabbitMq="amqp://gateway:${login}@rabbitmq:5672/"
export Ledger__Key="${ledger}"
exec Gateway "$@"
