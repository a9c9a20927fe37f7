using Gateway.Disclosure;

namespace Gateway.Federation.Late;

/// <summary>
/// A promise: these sources are asked again until then. It holds what was asked and decided, and no value. Nobody tries it before
/// <see cref="NextTryAt"/>, which whoever claims it sets forward.
/// </summary>
public sealed class LateQuestion : AboutCheck
{
    private LateQuestion() { }

    private LateQuestion(CheckContext check, ReadOnlyMemory<byte> policyHash, DateTimeOffset at) : base(check, policyHash, at) { }

    /// <summary>The asker's own id of the question.</summary>
    public Guid RequestId { get; private init; }

    /// <summary>Under which the custodians know it: the same again is one question to them. A colleague's, where both asked at once.</summary>
    public Guid AskedUnder { get; private init; }

    public DateOnly Since { get; private init; }

    /// <summary>What was let go, as the ledger has it: <see cref="LateDecision"/>. It is the most that may ever go; a record that came late can make it less.</summary>
    public string LetGo { get; private set; } = "";

    public string WhereFound { get; private init; } = "";

    public string? Site { get; private init; }

    /// <summary>The encounter for which a council is told; none where the question tells nobody.</summary>
    public string? Encounter { get; private init; }

    public DateTimeOffset? ArrivedAt { get; private init; }

    public DateTimeOffset Until { get; private init; }

    /// <summary>Who is still silent, and about what: <see cref="OpenSources"/>.</summary>
    public string Open { get; private set; } = "";

    public DateTimeOffset NextTryAt { get; private set; }

    public int Tries { get; private set; }

    /// <summary>Every source answered, or the time was over.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    internal static LateQuestion Of(CheckContext check, Findings findings, LateAsked asked, DateTimeOffset now, LateSettings settings) =>
        new(check, findings.Decision.PolicyHash, now)
        {
            RequestId = check.RequestId,
            AskedUnder = findings.AskedUnder ?? check.RequestId,
            Since = asked.Since,
            LetGo = LateDecision.Write(findings.Decision),
            WhereFound = string.Join(' ', findings.WhereFound),
            Site = findings.Site,
            Encounter = asked.Encounter?.Reference,
            ArrivedAt = asked.Encounter?.StartedAt,
            // To the millisecond, as it is stored: the first answer and the later ones say the same.
            Until = DateTimeOffset.FromUnixTimeMilliseconds((now + settings.For).ToUnixTimeMilliseconds()),
            Open = OpenSources.Write(asked.Open),
            NextTryAt = now + settings.After(0),
        };
}

/// <summary>What a first answer lacks.</summary>
/// <param name="Encounter">Confirmed, where the question was one of urgent care.</param>
internal sealed record LateAsked(System.Collections.Immutable.ImmutableArray<CustodianQuestion> Open, DateOnly Since, RelationshipAnswer.Confirmed? Encounter);
