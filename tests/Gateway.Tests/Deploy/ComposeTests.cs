namespace Gateway.Tests.Deploy;

public sealed class ComposeTests
{
    private static readonly string Text = File.ReadAllText(Repository.At("docker-compose.yml"));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compose_file_is_accepted_and_keeps_every_rule()
    {
        var file = await ComposeFile.ReadAsync(Text, Cancel);
        Assert.Equal(["agencies", "gateway", "people", "postgres", "rabbitmq"], file.Services.Keys.Order());
        Assert.Empty(ComposeRules.Faults(file));
    }

    [Theory]
    [InlineData("image: rabbitmq:3.13.7", "image: rabbitmq", "rabbitmq: the image is not pinned")]
    [InlineData("image: postgres:15.18-bookworm", "image: postgres:latest", "postgres: the image is not pinned")]
    [InlineData("image: gateway/gateway:1.0.0", "image: gateway/gateway:1", "gateway: the image is not pinned")]
    [InlineData("    user: \"999:999\"\n    networks: [inside]\n    tmpfs", "    networks: [inside]\n    tmpfs", "postgres: runs as root")]
    [InlineData("    user: \"999:999\"\n    networks: [inside]\n    tmpfs", "    user: \"0:0\"\n    networks: [inside]\n    tmpfs", "postgres: runs as root")]
    [InlineData("POSTGRES_PASSWORD_FILE: /run/secrets/postgres-password", "POSTGRES_PASSWORD: hunter2", "postgres: says a secret: POSTGRES_PASSWORD")]
    [InlineData("Storage__Provider: Postgres", "Storage__Connection: Host=postgres;Password=hunter2", "gateway: says a secret: Storage__Connection")]
    [InlineData("Messaging__Transport: RabbitMq", "Broker: amqp://gateway:hunter2@rabbitmq/", "gateway: says a secret: Broker")]
    [InlineData("127.0.0.1:7080:7080", "7080:7080", "agencies: is published beyond this machine")]
    [InlineData("      test: [CMD, pg_isready, --quiet, --host=127.0.0.1, --username=gateway]\n", "", "postgres: has no health check")]
    public async Task Each_damage_is_found_and_named(string good, string bad, string fault)
    {
        Assert.Contains(good, Text, StringComparison.Ordinal);
        var damaged = await ComposeFile.ReadAsync(Text.Replace(good, bad, StringComparison.Ordinal), Cancel);
        Assert.Equal([fault], ComposeRules.Faults(damaged));
    }

    [Fact]
    public async Task Dropping_the_hardening_is_found_on_every_service()
    {
        var damaged = await ComposeFile.ReadAsync(Text.Replace("  read_only: true\n  cap_drop: [ALL]\n", "", StringComparison.Ordinal), Cancel);
        Assert.Equal(10, ComposeRules.Faults(damaged).Count);
    }

    [Fact]
    public async Task Unknown_word_in_the_file_is_refused_by_docker_compose() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ComposeFile.ReadAsync(Text.Replace("restart: unless-stopped", "restrat: unless-stopped", StringComparison.Ordinal), Cancel));

    [Fact]
    public async Task Nobody_waits_for_a_service_that_nobody_checks()
    {
        var file = await ComposeFile.ReadAsync(Text, Cancel);
        Assert.Equal(["agencies", "postgres", "rabbitmq"], file.Services["gateway"].Map("depends_on").Keys.Order());
        Assert.Equal("service:agencies", file.Services["gateway"].Text("network_mode"));
    }

    [Fact]
    public void Git_ignores_everything_in_the_folder_of_secrets() =>
        Assert.Equal(["*", "!.gitignore"], File.ReadAllLines(Repository.At("deploy", "secrets", ".gitignore")));
}
