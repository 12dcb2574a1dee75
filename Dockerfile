# The service alone; docker-compose.yml puts a Postgres beside it. Needs ConnectionStrings__Cms, and writes to no disk.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# What decides the packages comes first, so that a change of the code restores nothing.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Cms.Api/Cms.Api.csproj src/Cms.Api/
COPY src/Cms.EmbeddedPostgres/Cms.EmbeddedPostgres.csproj src/Cms.EmbeddedPostgres/
RUN dotnet restore src/Cms.Api

COPY src/ src/
RUN dotnet publish src/Cms.Api --no-restore --configuration Release --output /app
# docker run … cms migrate, docker compose exec cms cms keys create --name …
RUN ln -s Cms.Api /app/cms

FROM mcr.microsoft.com/dotnet/aspnet:10.0
LABEL org.opencontainers.image.title="Cms" \
      org.opencontainers.image.description="A headless CMS for news"
WORKDIR /app
COPY --from=build /app ./
ENV PATH=/app:$PATH ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080
USER $APP_UID
ENTRYPOINT ["cms"]
HEALTHCHECK --interval=5s --timeout=5s --start-period=60s CMD ["cms", "health"]
