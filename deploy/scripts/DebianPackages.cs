namespace Gateway.Deploy;

/// <summary>What the tests need from Debian, and whether it is there.</summary>
internal static class DebianPackages
{
    private static readonly (string Package, Func<bool> Present)[] Needed =
    [
        ("postgresql", () => PrivatePostgres.Binaries() is not null),
        ("rabbitmq-server", () => Repository.Program("rabbitmq-server") is not null),
        ("chromium", () => Repository.Program("chromium") is not null),
        ("docker-compose", () => Repository.Program("docker-compose") is not null),
        ("python3", () => Repository.Program("python3") is not null),
        ("fonts-liberation", () => Directory.Exists("/usr/share/fonts/truetype/liberation")),
    ];

    public static StepResult Install()
    {
        var missing = Missing();
        if (missing.Length == 0)
        {
            return StepResult.Ok("already installed");
        }

        if (!Environment.IsPrivilegedProcess || Repository.Program("apt-get") is null)
        {
            return StepResult.Failed("missing", $"Missing: {string.Join(", ", missing)}. As root on Debian: apt-get update && apt-get install {string.Join(' ', missing)}");
        }

        var done = Apt("update", "-qq") is { Ok: false } update ? update : Apt(["install", "-y", "-qq", "--no-install-recommends", .. missing]);
        missing = done.Ok ? Missing() : missing;
        return missing.Length == 0 ? StepResult.Ok("installed") : StepResult.Failed($"could not install {string.Join(", ", missing)}", done.Tail(40));
    }

    // RUNLEVEL=1 keeps the packages from starting servers of their own on the usual ports.
    private static Finished Apt(params string[] arguments) => new Command("apt-get", ["-o", "Acquire::Retries=3", .. arguments])
    {
        Environment = new Dictionary<string, string> { ["DEBIAN_FRONTEND"] = "noninteractive", ["RUNLEVEL"] = "1" },
    }.Run();

    private static string[] Missing() => [.. Needed.Where(need => !need.Present()).Select(need => need.Package)];
}
