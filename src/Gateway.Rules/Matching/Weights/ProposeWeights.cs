using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Rules.Matching.Linkage.Learn;

namespace Gateway.Rules.Matching.Weights;

/// <summary>
/// Writes learned evidence as a file of weights, for a person to try and to put in force. What keeps a wrong child shut is not learned:
/// caps, floors, the gates' limits, numbers. A weight may fall freely and rise by little, so that no file can make the matcher bold.
/// </summary>
public static class ProposeWeights
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerOptions.Strict)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        PropertyNameCaseInsensitive = false,
        WriteIndented = true,
        NewLine = "\n",
    };

    private static readonly ImmutableArray<string> NeverLearned =
    [
        "population", "servedYears", "frequencyFloor", "dateOfBirth.heapSmoothing", "dateOfBirth.ageWithin", "dateOfBirth.ageNear", "givenName.nearTerm",
        "givenName.similarMost", "surname.nearTerm", "surname.similarMost", "crosswise", "postcode.unitMost", "householdMost", "number", "answers",
    ];

    private const string Method =
        "Expectation and maximisation without labels, in sessions fixed on keys of the person that one record of each file has and no more; chance agreement fixed from random pairs.";

    /// <summary>The bytes of a file.</summary>
    /// <param name="published">The file in force, as its bytes; it must be valid.</param>
    /// <param name="learned">What was learned.</param>
    /// <param name="made">The day.</param>
    /// <param name="version">What the new version is called.</param>
    /// <param name="set">SHA-256 of the training set, in hexadecimal, and how many records its files have.</param>
    public static (ReadOnlyMemory<byte> File, TrainingNote Note) From(
        ReadOnlySpan<byte> published, LearnedEvidence learned, DateOnly made, string version, (string Hash, int Left, int Right) set)
    {
        var file = JsonSerializer.Deserialize<WeightsFile>(published, Form) ?? throw new JsonException("it is empty");
        var weights = new LearnedWeights(file, learned).All();
        var note = new TrainingNote(Method, file.Version, set.Hash, set.Left, set.Right, [.. learned.Sessions.Select(Session)], weights, NeverLearned);
        var proposed = new AppliedWeights(weights).To(file) with { Version = version, Made = made, How = How(set.Left, set.Right, file.Version), Training = note };
        return (JsonSerializer.SerializeToUtf8Bytes(proposed, Form).Append((byte)'\n').ToArray(), note);
    }

    private static string How(int left, int right, string from) => string.Create(
        CultureInfo.InvariantCulture, $"Learned without labels from {left:N0} and {right:N0} records; caps, floors and limits as in {from}. Bits are log2(m/u). See training.");

    private static TrainingSession Session(LearnedSession session) => new(
        string.Join(" + ", session.Keys.Select(Word)), session.Pairs, (long)Math.Round(session.Matches), (long)Math.Round(session.Housemates), session.Rounds, session.Converged);

    private static string Word(EvidenceField field) => field switch
    {
        EvidenceField.Birth => "date of birth",
        EvidenceField.Given => "given name",
        EvidenceField.Surname => "family name",
        EvidenceField.Sex => "sex",
        EvidenceField.Postcode => "postcode",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };
}
