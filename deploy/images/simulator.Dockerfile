FROM mcr.microsoft.com/dotnet/sdk:10.0.401-noble AS build
WORKDIR /source
COPY global.json .editorconfig ./
COPY contracts/ contracts/
COPY src/ src/
RUN dotnet publish src/Gateway.Simulator -c Release -o /app/simulator -p:RunAnalyzers=false \
 && dotnet publish src/Gateway.Tool -c Release -o /app/tool -p:RunAnalyzers=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0.12-noble
WORKDIR /app
COPY --from=build /app ./
COPY contracts/ contracts/
COPY --chmod=0555 deploy/images/ask.sh ./
# A new named volume takes its owner from the folder it covers.
RUN mkdir /people && chown 1654:1654 /people
USER 1654:1654
ENTRYPOINT ["dotnet", "/app/simulator/Gateway.Simulator.dll"]
