FROM node:20.20.2-bookworm-slim AS pages
WORKDIR /pages
COPY src/Gateway/package.json src/Gateway/package-lock.json src/Gateway/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
WORKDIR /source
COPY global.json .editorconfig ./
COPY contracts/ contracts/
COPY src/ src/
COPY --from=pages /pages/node_modules src/Gateway/node_modules
# The build takes node_modules as it is when it is newer than the lock file.
RUN touch src/Gateway/node_modules/.package-lock.json \
 && dotnet publish src/Gateway -c Release -r linux-x64 -o /app -p:RunAnalyzers=false

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0.12-noble
ENV PATH="/app:${PATH}"
WORKDIR /app
COPY --from=build /app ./
COPY contracts/ contracts/
COPY --chmod=0555 deploy/images/ask.sh deploy/images/start-gateway.sh ./
USER 1654:1654
EXPOSE 7080
ENTRYPOINT ["/app/start-gateway.sh"]
