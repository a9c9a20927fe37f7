using Gateway.Federation.Uploads.Reading;
using Gateway.Matching;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Matching.Questions;
using Gateway.Rules.Matching.Reading;
using Microsoft.Extensions.Options;

namespace Gateway.Federation.Uploads;

/// <summary>
/// Whether a record is about the child who is known under its number. Number, date of birth and family name are equal; of the given
/// names the whole, or the first one and any that is known.
/// </summary>
internal sealed class MatchRecord(Children children, IOptions<UploadSettings> settings, TimeProvider time)
{
    // Where so many are asked about in a second and no more, a file waits for its turn; a fault that lasts is asked about less often.
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestTurn = TimeSpan.FromSeconds(10);

    /// <summary>Nobody says which numbers a child's present one took the place of.</summary>
    public bool ByNameToo => !children.KnowsFormerNumbers;

    /// <param name="waits">Said before each pause: whoever checks is still there.</param>
    public async ValueTask<RecordMatch> OfAsync(RecordRead record, Func<Task> waits, CancellationToken stopping)
    {
        var begun = time.GetTimestamp();
        while (true)
        {
            if (await OnceAsync(record, stopping) is not RecordMatch.NotLooked and var match) return match;
            var waited = time.GetElapsedTime(begun);
            if (waited >= TimeSpan.FromSeconds(settings.Value.LookPatienceSeconds)) return RecordMatch.NotLooked.Instance;
            await waits();
            await Task.Delay(TimeSpan.FromTicks(Math.Clamp(waited.Ticks / 4, Turn.Ticks, LongestTurn.Ticks)), time, stopping);
        }
    }

    private async ValueTask<RecordMatch> OnceAsync(RecordRead record, CancellationToken stopping) => await children.HeldAsync(record.Number, stopping) switch
    {
        HeldUnder.Found(var child) when !Agrees(child, record) => RecordMatch.Differs.Instance,
        HeldUnder.Found(var child) => new RecordMatch.Child(child.Number, child.Number != record.Number),
        HeldUnder.Nobody => await SupersededAsync(record, stopping),
        HeldUnder.NotKnown(var why) => Of(why),
        _ => RecordMatch.NotLooked.Instance,
    };

    // What is wrong with one patient's record, or with one question, is no reason to look at none of the file: this one is returned.
    private static RecordMatch Of(LookFault why) =>
        why is LookFault.Withdrawn or LookFault.Unverified or LookFault.NotUnderstood or LookFault.CannotAsk ? RecordMatch.Nobody.Instance : RecordMatch.NotLooked.Instance;

    // Whose number it was is told only where the names and the date of birth are the child's too.
    private async ValueTask<RecordMatch> SupersededAsync(RecordRead record, CancellationToken stopping)
    {
        if (record is not { Born: { } born, Family.Length: > 0, Given.Length: > 0 }) return RecordMatch.Nobody.Instance;
        var question = new MatchingQuestion { Given = record.Given, Surname = record.Family, DateOfBirth = born, NhsNumber = record.Number.Digits };
        var answer = await children.FindAsync(question, stopping);
        if (answer is not Sought.Done sought) return answer is Sought.NotKnown(var why) ? Of(why) : RecordMatch.NotLooked.Instance;
        foreach (var considered in sought.Outcome.Trail.Considered)
            if (sought.At(considered.Ordinal) is var child && child.Former.Contains(record.Number) && Agrees(child, record)) return new RecordMatch.Child(child.Number, Superseded: true);
        return RecordMatch.Nobody.Instance;
    }

    // A name that nobody ever told cannot differ.
    private static bool Agrees(ChildHeld child, RecordRead record)
    {
        if (child.Born != record.Born) return false;
        var (family, given) = (NameFold.Of(child.FamilyName), NameFold.Of(child.GivenName));
        if (family.Length > 0 && family != NameFold.Of(record.Family)) return false;
        var said = NameFold.Of(record.Given);
        return given.Length == 0 || (said.Length > 0 && (said == given || given.Split(' ').Contains(said.Split(' ')[0])));
    }
}

internal abstract record RecordMatch
{
    private RecordMatch() { }

    /// <param name="Number">The child's present number.</param>
    /// <param name="Superseded">The record has a former one.</param>
    public sealed record Child(NhsNumber Number, bool Superseded) : RecordMatch;

    public sealed record Nobody : RecordMatch
    {
        public static readonly Nobody Instance = new();

        private Nobody() { }
    }

    /// <summary>Somebody else is known under the number, or the child under other names.</summary>
    public sealed record Differs : RecordMatch
    {
        public static readonly Differs Instance = new();

        private Differs() { }
    }

    /// <summary>Nobody could look.</summary>
    public sealed record NotLooked : RecordMatch
    {
        public static readonly NotLooked Instance = new();

        private NotLooked() { }
    }
}
