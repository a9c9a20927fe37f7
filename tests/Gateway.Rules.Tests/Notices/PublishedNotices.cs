using System.Collections.Immutable;
using Gateway.Rules.Notices;
using Gateway.Rules.Tests.Referrals;

namespace Gateway.Rules.Tests.Notices;

/// <summary>The published tables of notices, and short ways to ask them.</summary>
internal static class PublishedNotices
{
    private static readonly HashSet<string> Kinds = ["local-authority", "nhs-trust", "police", "gp-practice", "school", "probation", "drug-and-alcohol", "voluntary"];

    private static readonly HashSet<string> Roles =
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "contracts", "policy", "roles.csv")).Skip(1).Select(line => line.Split(',')[0]), "information-governance", "operations", "safeguarding-lead",
    ];

    public static NoticeFiles Files { get; } = NoticeFiles.From(name => File.ReadAllBytes(Path.Combine(Repository.Root, "contracts", "notices", name)));

    public static NoticeTerms Terms { get; } = Read(Files) switch
    {
        NoticeReading.Valid(var terms) => terms,
        NoticeReading.Faulty(var faults) => throw new InvalidOperationException(string.Join('\n', faults)),
        _ => throw new InvalidOperationException(),
    };

    public static NoticeReading Read(NoticeFiles files, params ImmutableArray<NoticePosted> posted) => NoticeReader.Read(files, Kinds, Roles, posted);

    public static ImmutableArray<NoticeStep> Course(string happened, string recipient, string at, bool red = false) => Course(happened, recipient, Published.Wall(at), red);

    public static ImmutableArray<NoticeStep> Course(string happened, string recipient, DateTimeOffset at, bool red = false) =>
        NoticeEventWords.TryRead(happened, out var known) && NoticeRecipientWords.TryRead(recipient, out var told)
            ? Terms.Course(known, told, red, at, Published.Area)
            : throw new ArgumentException($"{happened} {recipient}");
}
